{{- define "chat-connect.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "chat-connect.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "chat-connect.labels" -}}
{{ include "chat-connect.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "chat-connect.metadata" -}}
name: {{ include "chat-connect.name" . }}
namespace: {{ .Release.Namespace }}
labels:
  {{- include "chat-connect.labels" . | nindent 2 }}
{{- end -}}

{{/* The value of a variable. Numbers of a values file are floats, which quote would write as 1e+06. */}}
{{- define "chat-connect.variable" -}}
{{- if kindIs "string" . -}}
{{ . | quote }}
{{- else if not (kindIs "invalid" .) -}}
{{ toJson . | quote }}
{{- end -}}
{{- end -}}

{{- define "chat-connect.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end -}}
{{- end -}}
{{- end -}}
