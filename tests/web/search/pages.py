"""Articles to search for, and what a page of results says."""

from __future__ import annotations

import re
from pathlib import Path

ARTICLE = """---
title: {title}
date: {date}
category: {category}
lang: {lang}
sapo: {sapo}
---

{body}
"""


def write(folder: Path, name: str, title: str, **fields: str) -> Path:
    values = {"date": "2026-01-01", "category": "Thời sự", "lang": "vi", "sapo": "Tóm tắt", "body": "Nội dung."}
    file = folder / f"{name}.md"
    file.write_text(ARTICLE.format(title=title, **values | fields), "utf-8")
    return file


def titles(page: str) -> list[str]:
    return [re.sub("<[^>]+>", "", title) for title in re.findall(r"<h3><a [^>]+>(.*?)</a></h3>", page)]


def heading(page: str) -> str:
    return re.findall(r'id="results-heading">(.*?)</h2>', page)[0]
