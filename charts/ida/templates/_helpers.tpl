{{/* What all names begin with: the release, which need not say ida again. */}}
{{- define "ida.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* The labels that never change, of a part: (list $ "assist"). */}}
{{- define "ida.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ $root.Chart.Name }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* All labels of a part: (list $ "assist"). */}}
{{- define "ida.labels" -}}
{{- $root := index . 0 -}}
{{ include "ida.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: {{ $root.Chart.Name }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version }}
{{- end -}}

{{/* The values of a stage, with the defaults of all, as YAML: (list $ "assist"). */}}
{{- define "ida.stage" -}}
{{- $root := index . 0 -}}
{{- mergeOverwrite (deepCopy $root.Values.stageDefaults) (deepCopy (index $root.Values.stages (index . 1))) | toYaml -}}
{{- end -}}

{{/* Consumer group of a stage: (list "assist" $stage). */}}
{{- define "ida.applicationId" -}}
{{- get (index . 1).properties "application.id" | default (printf "ida-%s" (index . 0)) -}}
{{- end -}}

{{/* The topics that a stage reads, without the prefix, separated by spaces: (list $ "distill" $stage). */}}
{{- define "ida.topicsRead" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $properties := merge (dict) (index . 2).properties $root.Values.cluster.properties -}}
{{- $read := dict
      "decompose" "questions subquestions rounds results"
      "assist" "assists"
      "synthesize" "decompositions answers"
      "distill" "amplifications" -}}
{{- get $read $name -}}
{{- if and (eq $name "distill") (gt (get $properties "distill.spot.check.share" | float64) 0.0) }} results{{ end -}}
{{- end -}}

{{- define "ida.clusterSecret" -}}
{{- .Values.cluster.existingSecret | default (printf "%s-cluster" (include "ida.fullname" .)) -}}
{{- end -}}

{{/* The claim of the models. */}}
{{- define "ida.modelsClaim" -}}
{{- .Values.models.existingClaim | default (printf "%s-models" (include "ida.fullname" .)) -}}
{{- end -}}

{{/* The file that every part reads, in the form of java.util.Properties. */}}
{{- define "ida.clusterProperties" -}}
{{- $own := dict
      "bootstrap.servers" .Values.cluster.bootstrapServers
      "schema.registry.url" .Values.cluster.schemaRegistry
      "topic.prefix" .Values.topics.prefix
      "topic.partitions" (.Values.topics.partitions | toString) -}}
{{- range $key, $value := merge $own .Values.cluster.properties -}}
{{ $key }}={{ $value | toString | replace "\\" "\\\\" | replace "\r" "\\r" | replace "\n" "\\n" }}
{{ end }}
{{- end -}}
