#!/bin/sh
# Installs the servers of the field survey from Debian's own packages (Debian 12; as root). `npm run survey` skips by name what isn't there.
set -eu

SERVERS='
  nginx-light apache2 lighttpd haproxy varnish squid caddy h2o nghttp2-proxy tinyproxy
  busybox mini-httpd webfs
  python3-minimal gunicorn uvicorn python3-httptools python3-waitress python3-flask python3-django python3-tornado
  python3-aiohttp python3-twisted python3-cheroot uwsgi-plugin-python3
  php-cli golang-go
  ruby-webrick puma thin unicorn ruby-rack ruby-sinatra
  starman libhttp-daemon-perl libmojolicious-perl
  default-jdk-headless libtomcat9-java libservlet-api-java libtomcat10-java libtomcat10-embed-java libjetty9-java
'
POLICY=/usr/sbin/policy-rc.d

# The packages would start a service each; a policy that answers 101 forbids that while this script runs.
if [ ! -e "$POLICY" ]; then
  trap 'rm -f "$POLICY"' EXIT
  trap 'exit 1' INT TERM
  printf '#!/bin/sh\nexit 101\n' > "$POLICY"
  chmod +x "$POLICY"
elif status=0; "$POLICY" nginx start || status=$?; [ "$status" -ne 101 ]; then
  echo "$POLICY is there already and lets services start. Move it away first." >&2
  exit 2
fi

apt-get update
available=''
for package in $SERVERS; do
  if apt-cache show "$package" > /dev/null 2>&1; then available="$available $package"; else echo "not in this Debian: $package" >&2; fi
done
# shellcheck disable=SC2086 -- one word for each package
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $available
