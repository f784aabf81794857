-- Answers by status. Looking at each answer costs the client time, so this is not the script that measures speed.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init()
  served, shed, bare_shed, other = 0, 0, 0, 0
end

function response(status, headers)
  if status >= 200 and status < 300 then
    served = served + 1
  elseif status ~= 503 then
    other = other + 1
  elseif headers["retry-after"] or headers["Retry-After"] then
    shed = shed + 1
  else
    bare_shed = bare_shed + 1
  end
end

function done(summary, latency)
  local sum = { served = 0, shed = 0, bare_shed = 0, other = 0 }
  for _, thread in ipairs(threads) do
    for name, count in pairs(sum) do
      sum[name] = count + thread:get(name)
    end
  end
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"micros":%d,"broken":%d,"refused":%d,"p50":%d,"p99":%d,"served":%d,"shed":%d,"bareShed":%d,"other":%d}\n',
    summary.requests, summary.duration, e.connect + e.read + e.write + e.timeout, e.status,
    latency:percentile(50), latency:percentile(99), sum.served, sum.shed, sum.bare_shed, sum.other))
end
