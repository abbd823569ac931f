{{/* What the pods of all parts have in common. Each takes (list $ "assist" $values). */}}

{{- define "ida.podMetadata" -}}
{{- $root := index . 0 -}}
{{- $values := index . 2 -}}
labels:
  {{- include "ida.labels" . | nindent 2 }}
annotations:
  checksum/cluster: {{ printf "%s%s" $root.Values.cluster.existingSecret (include "ida.clusterProperties" $root) | sha256sum }}
  {{- if $root.Values.monitoring.scrapeAnnotations }}
  prometheus.io/scrape: "true"
  prometheus.io/port: "9404"
  prometheus.io/path: /metrics
  {{- end }}
  {{- with $values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "ida.podSpec" -}}
{{- $root := index . 0 -}}
{{- $values := index . 2 -}}
automountServiceAccountToken: false
{{- with $root.Values.serviceAccountName }}
serviceAccountName: {{ . }}
{{- end }}
# Variables such as IDA_ASSIST_SERVICE_HOST would look like configuration.
enableServiceLinks: false
{{- with $root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  # Without this a large volume is walked through at each start.
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
# A part finishes and commits what it has begun within 30 s.
terminationGracePeriodSeconds: 40
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  {{- if $values.topologySpreadConstraints }}
  {{- toYaml $values.topologySpreadConstraints | nindent 2 }}
  {{- else }}
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "ida.selector" . | nindent 8 }}
  {{- end }}
{{- end -}}

{{- define "ida.container" -}}
{{- $root := index . 0 -}}
{{- $part := index . 1 -}}
image: {{ printf "%s/%s:%s" $root.Values.image.repository $part ($root.Values.image.tag | default $root.Chart.AppVersion) }}
imagePullPolicy: {{ $root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{- define "ida.env" -}}
{{- $values := index . 2 -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: IDA_HEAP_PERCENT
  value: {{ $values.heapPercent | quote }}
{{- with $values.javaOptions }}
- name: IDA_JAVA_OPTS
  value: {{ . | quote }}
{{- end }}
{{- with $values.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Sources of variables, such as Secrets with the password of a part. */}}
{{- define "ida.envFrom" -}}
{{- with (index . 2).envFrom }}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* A start on a busy node takes a minute; a part that restores its state is live, but not ready. */}}
{{- define "ida.monitored" -}}
ports:
  - name: monitoring
    containerPort: 9404
startupProbe:
  httpGet: {path: /health/live, port: monitoring}
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 90
livenessProbe:
  httpGet: {path: /health/live, port: monitoring}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: {path: /health/ready, port: monitoring}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
{{- end -}}

{{/* What every pod needs, a Job's too: what is known of the cluster, and a place for what compression unpacks. */}}
{{- define "ida.clusterMounts" -}}
{{- $root := index . 0 -}}
{{- $values := index . 2 -}}
- name: cluster
  mountPath: /etc/ida
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- with concat $root.Values.cluster.extraVolumeMounts $values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Its volumes: (list $ "assist" $values "name of the Secret with cluster.properties"). */}}
{{- define "ida.clusterVolumes" -}}
{{- $root := index . 0 -}}
{{- $values := index . 2 -}}
- name: cluster
  secret:
    secretName: {{ index . 3 }}
    items: [{key: cluster.properties, path: cluster.properties}]
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
{{- with concat $root.Values.cluster.extraVolumes $values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* All that is written is in these, and in state of a stage. PyTorch unpacks its libraries into djl. */}}
{{- define "ida.volumeMounts" -}}
{{- $part := index . 1 -}}
{{ include "ida.clusterMounts" . }}
- name: djl
  mountPath: /var/lib/ida/djl
- name: models
  mountPath: /var/lib/ida/models
  {{- if ne $part "training" }}
  readOnly: true
  {{- end }}
{{- end -}}

{{- define "ida.volumes" -}}
{{- $root := index . 0 -}}
{{- $part := index . 1 -}}
{{ include "ida.clusterVolumes" (append . (include "ida.clusterSecret" $root)) }}
- name: djl
  emptyDir: {sizeLimit: 1Gi}
- name: models
  {{- if eq $part "distill" }}
  emptyDir: {}
  {{- else }}
  persistentVolumeClaim:
    claimName: {{ include "ida.modelsClaim" $root }}
  {{- end }}
{{- end -}}
