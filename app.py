"""The WSGI entry, for any server: `gunicorn app:app`."""

from bantin_reader.factory import create_app
from bantin_reader.settings import Settings

app = create_app(Settings())
