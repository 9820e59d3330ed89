"""A plain Flask app that renders the article's text with one template and compresses it, for every request anew."""

import json
import os
from pathlib import Path

from flask import Flask, render_template_string
from flask_compress import Compress

page = json.loads(Path(os.environ["BENCHMARK_PAGE"]).read_text("utf-8"))
app = Flask(__name__)
app.config.update(COMPRESS_ALGORITHM=["br", "gzip"])
Compress(app)
TEMPLATE = """<!doctype html>
<html lang="{{ article.lang }}"><head><meta charset="utf-8"><title>{{ article.title }}</title></head>
<body><main><article><h1>{{ article.title }}</h1>
{% if article.date %}<p><time>{{ article.date }}</time></p>{% endif %}
<p>{{ article.sapo }}</p>
{{ article.body | safe }}
<p>{{ article.byline }}</p></article></main></body></html>
"""


@app.get(page["path"])
def article() -> str:
    return render_template_string(TEMPLATE, article=page["article"])
