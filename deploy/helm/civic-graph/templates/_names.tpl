{{- define "civic.name" -}}
{{- .Values.fullnameOverride | default .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{- /* Labels of the pods of a component: (list $ "gateway"). */}}
{{- define "civic.selector" -}}
app.kubernetes.io/name: civic-graph
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "civic.labels" -}}
{{ include "civic.selector" . }}
app.kubernetes.io/part-of: civic-graph
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
{{- end }}

{{- define "civic.image" -}}
{{- $root := index . 0 }}{{- $service := index . 1 }}{{- $images := $root.Values.images }}
{{- $digest := index $images.digests $service }}
{{- printf "%s/%s" $images.registry $service }}
{{- if $digest }}@{{ $digest }}{{ else }}:{{ $images.tag | default $root.Chart.AppVersion }}{{ end }}
{{- end }}
