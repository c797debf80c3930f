# webrick.rb PORT [FOLDER]: files of the folder, or a servlet for GET.
require 'webrick'

class Hello < WEBrick::HTTPServlet::AbstractServlet
  def do_GET(_request, response)
    response['Content-Type'] = 'text/plain'
    response.body = "Hello, survey.\n"
  end
end

class Throw < WEBrick::HTTPServlet::AbstractServlet
  def service(_request, _response) = raise('thrown for the survey')
end

server = WEBrick::HTTPServer.new(BindAddress: '127.0.0.1', Port: ARGV[0].to_i, DocumentRoot: ARGV[1], ServerName: 'localhost', AccessLog: [])
unless ARGV[1]
  server.mount '/hello.txt', Hello
  server.mount '/throw', Throw
end
trap('TERM') { server.shutdown }
server.start
