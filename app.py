"""The WSGI entry, for any server: `gunicorn app:app`."""

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app

app = create_app(Settings())
