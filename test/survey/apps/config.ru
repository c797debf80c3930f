# 200 to everything, for servers that speak Rack.
run lambda { |env|
  raise 'thrown for the survey' if env['PATH_INFO'] == '/throw'

  content = "handler: #{env['REQUEST_METHOD']}\n"
  [200, { 'Content-Type' => 'text/plain', 'Content-Length' => content.bytesize.to_s }, env['REQUEST_METHOD'] == 'HEAD' ? [] : [content]]
}
