{{/* What values.schema.json cannot say: values that depend on each other. */}}
{{- define "ida.check" -}}
{{- $cluster := .Values.cluster -}}
{{- $scales := false -}}
{{- range $name, $_ := .Values.stages -}}
{{- $stage := include "ida.stage" (list $ $name) | fromYaml -}}
{{- $scaling := $stage.autoscaling -}}
{{- if $scaling.enabled -}}
{{- $scales = true -}}
{{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) -}}
{{- fail (printf "%s: autoscaling.minReplicas is %v and above autoscaling.maxReplicas, %v." $name $scaling.minReplicas $scaling.maxReplicas) -}}
{{- end -}}
{{- if gt (int $scaling.maxReplicas) (int $.Values.topics.partitions) -}}
{{- fail (printf "%s: autoscaling.maxReplicas is %v and above topics.partitions, %v: further instances would have nothing to do." $name $scaling.maxReplicas $.Values.topics.partitions) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (not $cluster.bootstrapServers) (or $scales (not $cluster.existingSecret)) -}}
{{- fail (printf "cluster.bootstrapServers is missing: the addresses of the Kafka cluster, host:port, separated by commas%s." (ternary ", which KEDA needs" "" $scales)) -}}
{{- end -}}
{{- if not (or $cluster.schemaRegistry $cluster.existingSecret) -}}
{{- fail "cluster.schemaRegistry is missing: the address of the schema registry, as Confluent's clients want it." -}}
{{- end -}}
{{- range list "bootstrap.servers" "schema.registry.url" "topic.prefix" "topic.partitions" -}}
{{- if hasKey $cluster.properties . -}}
{{- fail (printf "cluster.properties must not have %s: there is a value for it in cluster or topics." .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
