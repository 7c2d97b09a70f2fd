{{- /* Variables are a dictionary of name to value; the values are strings, or objects for `valueFrom`. */}}
{{- define "civic.variables" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  {{- if kindIs "map" $value }}
  valueFrom: {{ toJson $value }}
  {{- else }}
  value: {{ $value | toString | quote }}
  {{- end }}
{{- end }}
{{- end }}

{{- /* Reference to the key of a Secret: (list $ "COOKIE_KEYS"), as JSON. */}}
{{- define "civic.secret" -}}
{{- $secrets := (index . 0).Values.secrets }}{{- $key := index . 1 }}
{{- $elsewhere := index $secrets.from $key | default dict }}
{{- dict "secretKeyRef" (dict "name" ($elsewhere.name | default $secrets.name) "key" ($elsewhere.key | default $key)) | toJson }}
{{- end }}

{{- /* Adds secrets to a dictionary: (list $ $variables (list "COOKIE_KEYS" …)). */}}
{{- define "civic.addSecrets" -}}
{{- $root := index . 0 }}{{- $variables := index . 1 }}
{{- range index . 2 }}
{{- $_ := set $variables . (include "civic.secret" (list $root .) | fromJson) }}
{{- end }}
{{- end }}

{{- /* As addSecrets, but only keys that `secrets.optional` lists. */}}
{{- define "civic.addOptionalSecrets" -}}
{{- $root := index . 0 }}{{- $variables := index . 1 }}
{{- range index . 2 }}
{{- if has . $root.Values.secrets.optional }}
{{- $_ := set $variables . (include "civic.secret" (list $root .) | fromJson) }}
{{- end }}
{{- end }}
{{- end }}

{{- /* What every service gets, added to a dictionary: (list $ $variables port). Empty strings are left out. */}}
{{- define "civic.addShared" -}}
{{- $root := index . 0 }}{{- $variables := index . 1 }}{{- $values := $root.Values }}
{{- $shared := dict
  "DEPLOYMENT" "production" "HOST" "0.0.0.0" "PORT" (index . 2 | toString) "DATA_DIR" "/data"
  "ISSUER_URL" $values.urls.issuer "TOKEN_AUDIENCE" $values.urls.graph "LOG_LEVEL" $values.logLevel
  "OTEL_EXPORTER_OTLP_ENDPOINT" $values.tracing.endpoint "OTEL_TRACES_SAMPLER_ARG" $values.tracing.samplerArg }}
{{- include "civic.addGiven" (list $variables $shared) }}
{{- include "civic.addOptionalSecrets" (list $root $variables (list "OTEL_EXPORTER_OTLP_HEADERS")) }}
{{- end }}

{{- /* Adds those with a value: (list $variables $more). */}}
{{- define "civic.addGiven" -}}
{{- $variables := index . 0 }}
{{- range $name, $value := index . 1 }}
{{- if ne ($value | toString) "" }}{{- $_ := set $variables $name $value }}{{- end }}
{{- end }}
{{- end }}

{{- define "civic.url" -}}
http://{{ include "civic.name" (index . 0) }}-{{ index . 1 }}:{{ index . 2 }}
{{- end }}
