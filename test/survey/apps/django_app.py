"""django_app.py PORT: Django in one file, with its development server."""
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpResponse
from django.urls import path
from django.views import View

settings.configure(DEBUG=False, ALLOWED_HOSTS=["localhost"], ROOT_URLCONF=__name__, SECRET_KEY="none")


class Hello(View):
    def get(self, request):
        return HttpResponse("Hello, survey.\n", content_type="text/plain")


def throw(request):
    raise RuntimeError("thrown for the survey")


urlpatterns = [path("hello.txt", Hello.as_view()), path("throw", throw)]

if __name__ == "__main__":
    execute_from_command_line(["manage.py", "runserver", "--noreload", f"127.0.0.1:{sys.argv[1]}"])
