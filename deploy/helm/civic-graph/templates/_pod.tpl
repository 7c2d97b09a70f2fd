{{- /*
The template of a pod: (dict "root" $ "name" "identity" "port" 4001 "variables" $variables "volumes" list
"mounts" list "flags" list "ports" list). /data is an emptyDir unless `isDataKept`.
*/}}
{{- define "civic.pod" -}}
{{- $root := .root }}{{- $values := index $root.Values .name }}
metadata:
  labels: {{- include "civic.labels" (list $root .name) | nindent 4 }}
  annotations:
    kubectl.kubernetes.io/default-container: {{ .name }}
spec:
  {{- include "civic.placement" (list $root .name) | nindent 2 }}
  terminationGracePeriodSeconds: 40
  securityContext: {{- include "civic.podSecurity" 1000 | nindent 4 }}
  containers:
    - name: {{ .name }}
      image: {{ include "civic.image" (list $root .name) | quote }}
      imagePullPolicy: {{ $root.Values.images.pullPolicy }}
      command: {{ concat (list "node") (.flags | default list) (list "service.js") | toJson }}
      env: {{- include "civic.variables" .variables | nindent 8 }}
      ports:
        - { name: http, containerPort: {{ .port }} }
        {{- range .ports }}
        - {{ toJson . }}
        {{- end }}
      {{- with $values.resources }}
      resources: {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext: {{- include "civic.containerSecurity" . | nindent 8 }}
      startupProbe:
        httpGet: { path: /livez, port: http }
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: {{ div (add $root.Values.startupSeconds 4) 5 }}
      livenessProbe:
        httpGet: { path: /livez, port: http }
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: { path: /readyz, port: http }
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 2
      {{- if ne .name "gateway" }}
      # Endpoints still name the pod while it stops. A gateway has SHUTDOWN_DELAY_MS for that.
      lifecycle: { preStop: { sleep: { seconds: 5 } } }
      {{- end }}
      volumeMounts:
        - { name: tmp, mountPath: /tmp }
        - { name: data, mountPath: /data }
        {{- range .mounts }}
        - {{ toJson . }}
        {{- end }}
  volumes:
    - { name: tmp, emptyDir: {} }
    {{- if not .isDataKept }}
    - { name: data, emptyDir: {} }
    {{- end }}
    {{- range .volumes }}
    - {{ toJson . }}
    {{- end }}
{{- end }}

{{- define "civic.placement" -}}
{{- $root := index . 0 }}
serviceAccountName: {{ $root.Values.serviceAccountName }}
automountServiceAccountToken: false
# Variables of services in the namespace could have the names of ours.
enableServiceLinks: false
{{- with $root.Values.images.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $root.Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $root.Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $root.Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $root.Values.topologySpread }}
topologySpreadConstraints:
  {{- range . }}
  - topologyKey: {{ .topologyKey }}
    whenUnsatisfiable: {{ .whenUnsatisfiable }}
    maxSkew: 1
    labelSelector:
      matchLabels: {{- include "civic.selector" $ | nindent 8 }}
  {{- end }}
{{- end }}
{{- end }}

{{- /* The standard `restricted` of Pod Security, with the user of the image. */}}
{{- define "civic.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "civic.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- /* A claim: (list "data" .storage labels). */}}
{{- define "civic.claim" -}}
{{- $storage := index . 1 }}
accessModes: [{{ $storage.accessMode }}]
{{- with $storage.storageClassName }}
storageClassName: {{ . }}
{{- end }}
resources: { requests: { storage: {{ $storage.size }} } }
{{- end }}

{{- /*
A Deployment and its Service, from the dictionary of civic.pod. With `storage`, /data is a claim that one pod at
a time may use; with `isShareable`, several may use a claim with the access mode ReadWriteMany.
*/}}
{{- define "civic.deployment" -}}
{{- $root := .root }}{{- $name := printf "%s-%s" (include "civic.name" $root) .name }}{{- $values := index $root.Values .name }}
{{- $pod := . }}
{{- $isExclusive := and .storage (not (and .isShareable (eq .storage.accessMode "ReadWriteMany"))) }}
{{- if .storage }}
{{- $claimed := append (.volumes | default list) (dict "name" "data" "persistentVolumeClaim" (dict "claimName" $name)) }}
{{- $pod = merge (dict "isDataKept" true "volumes" $claimed) . }}
{{- end }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels: {{- include "civic.labels" (list $root .name) | nindent 4 }}
spec:
  replicas: {{ $values.replicas }}
  strategy:
    {{- if $isExclusive }}
    type: Recreate
    {{- else }}
    type: RollingUpdate
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
    {{- end }}
  selector:
    matchLabels: {{- include "civic.selector" (list $root .name) | nindent 6 }}
  template: {{- include "civic.pod" $pod | nindent 4 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  labels: {{- include "civic.labels" (list $root .name) | nindent 4 }}
spec:
  selector: {{- include "civic.selector" (list $root .name) | nindent 4 }}
  ports:
    - { name: http, port: {{ .port }}, targetPort: http }
{{- with .storage }}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ $name }}
  labels: {{- include "civic.labels" (list $root $pod.name) | nindent 4 }}
  annotations: { helm.sh/resource-policy: keep }
spec: {{- include "civic.claim" (list "data" .) | nindent 2 }}
{{- end }}
{{- end }}
