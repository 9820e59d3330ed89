"""A plain Flask app that renders the article's text with one template and compresses it, for every request anew."""

import json
import os
from pathlib import Path

from flask import Flask, render_template
from flask_compress import Compress

page = json.loads(Path(os.environ["BENCHMARK_PAGE"]).read_text("utf-8"))
app = Flask(__name__)
app.config.update(COMPRESS_ALGORITHM=["br", "gzip"])
Compress(app)


@app.get(page["path"])
def article() -> str:
    return render_template("article.html", article=page["article"])
