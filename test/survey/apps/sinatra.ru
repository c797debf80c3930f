# Sinatra with one route for GET.
require 'sinatra/base'

class Survey < Sinatra::Base
  set :environment, :production
  get('/hello.txt') do
    content_type 'text/plain'
    "Hello, survey.\n"
  end
  get('/throw') { raise 'thrown for the survey' }
end

run Survey
