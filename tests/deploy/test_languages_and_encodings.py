"""nginx chooses the language and the encoding from the headers as the application does."""

from __future__ import annotations

import gzip
import random

import brotli
import pytest

from bantin_reader.web.i18n.locale import language_of_header
from tests.deploy.client import Connection, Readers
from tests.deploy.nginx import Nginx
from tests.deploy.upstream import AppServers

BROWSERS = [
    "",
    "vi",
    "en",
    "vi-VN,vi;q=0.9,fr-FR;q=0.8,fr;q=0.7,en-US;q=0.6,en;q=0.5",
    "en-US,en;q=0.9,vi;q=0.8",
    "en-US,en;q=0.5",
    "en-GB,en-US;q=0.9,en;q=0.8",
    "vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7",
    "vi-VN,vi;q=0.8,en-US;q=0.5,en;q=0.3",
    "vi-VN,vi;q=0.9",
    "vi-VN,en;q=0.8",
    "vi,en;q=0.9",
    "vi,en;q=0.8,en-US;q=0.8",
    "vi-VN,vi;q=0.9,en;q=0.95",
    "en-US,en;q=0.9",
    "en-US,en;q=0.9,vi-VN;q=0.8,vi;q=0.7",
    "en-US,vi;q=0.8",
    "en,vi;q=0.9",
    "en-us,en;q=0.9,vi;q=0.8",
    "vi-VN",
    "en-AU",
    "zh-CN,zh;q=0.9,en;q=0.8",
    "ko-KR,ko;q=0.9",
    "en;q=0.5, vi;q=0.9",
    "en;q=0.85,vi;q=0.8",
    "en;q=0.8,vi;q=0.85",
    "en,vi",
    "en;q=1.0,vi;q=1",
    "EN-us",
    "en_US",
    "*",
    "en, *",
    "*;q=0.5, en",
    "*;q=0.5, en;q=0.3",
    "vi;q=0, *",
    "vi;q=0, en-US",
    "en;q=0, *;q=0.1",
    "en-US, vi-VN;q=0.4",
    "vi-VN;q=0.4, en-US;q=0.45",
    "tlh, eng",
    ";;;,,,q=",
    "vi;q=9",
]


def made_up(number: int) -> list[str]:
    """Random Accept-Language headers, such as no browser sends."""
    chance = random.Random(5)
    qualities = ["", ";q=0", ";q=1", ";q=0.5", ";q=0.55", "; q=0.8", ";q=0.123", ";q=0.0", ";q=1.0", ";q=0.05"]
    tags = ["vi", "en", "*", "vi-VN", "en-GB", "fr"]
    return [
        ", ".join(tag + chance.choice(qualities) for tag in chance.sample(tags, chance.randint(1, 5)))
        for _ in range(number)
    ]


def test_nginx_chooses_the_language_that_the_app_would(nginx: Nginx, apps: AppServers) -> None:
    connection = Connection(nginx)
    wrong = {}
    for number, header in enumerate(BROWSERS + made_up(300)):
        connection.ask(f"/static/language-{number}", Accept_Language=header)
        chosen = apps.last(f"/static/language-{number}").headers["Accept-Language"]
        if chosen.lower() != language_of_header(header):
            wrong[header] = chosen
    connection.close()
    assert wrong == {}


def test_each_language_has_one_copy(readers: Readers, apps: AppServers) -> None:
    vietnamese = {
        readers.ask("/privacy", Accept_Language=header).text for header in ("vi", "vi-VN,vi;q=0.9,en;q=0.3", "", "fr")
    }
    english = {readers.ask("/privacy", Accept_Language=header).text for header in ("en", "en-GB,en;q=0.9", "en-US")}
    assert (len(vietnamese), len(english)) == (1, 1)
    assert vietnamese != english
    assert apps.rendered("/privacy") == 2


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("BR;Q=0.5", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip;q=0.2", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("identity", None),
        ("", None),
        ("xbr, gzipped", None),
        ("deflate", None),
    ],
)
def test_a_response_has_an_encoding_that_the_client_accepts(
    readers: Readers, apps: AppServers, article: str, accepted: str, coding: str | None
) -> None:
    plain = readers.ask(article).content
    for _ in range(2):
        page = readers.ask(article, Accept_Encoding=accepted)
        assert page.headers["Content-Encoding"] == coding
        decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
        assert decode(page.content) == plain


def test_clients_with_the_same_encoding_share_a_copy(readers: Readers, apps: AppServers) -> None:
    for accepted in ("gzip, deflate, br, zstd", "br, gzip", "br;q=1.0, *;q=0.1"):
        readers.ask("/accessibility", Accept_Encoding=accepted)
    assert apps.rendered("/accessibility") == 1


def test_built_files_are_compressed_once(readers: Readers, article: str) -> None:
    for accepted in ("gzip", "br", ""):
        script = readers.ask("/embed/v1.js", Accept_Encoding=accepted)
        assert script.headers.get_all("Content-Encoding", []) == ([accepted] if accepted else [])
