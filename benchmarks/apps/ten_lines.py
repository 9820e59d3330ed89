import json
import os
from pathlib import Path

from flask import Flask, Response

page = json.loads(Path(os.environ["BENCHMARK_PAGE"]).read_text("utf-8"))
body = Path(page["body"]).read_bytes()
app = Flask(__name__)


@app.get(page["path"])
def article() -> Response:
    return Response(body, headers=page["headers"])
