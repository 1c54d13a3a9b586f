-- What wrk measured, as a line of JSON at the end of its output; times in microseconds.
return function(summary, latency, done)
  local errors = summary.errors
  io.write(string.format(
    '\n{"done":%d,"requests":%d,"micros":%d,"p50":%d,"p90":%d,"p99":%d,"max":%d,"refused":%d,"broken":%d}\n',
    done, summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
