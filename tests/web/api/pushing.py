"""A site to which a test pushes articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.services.api_tokens import ApiTokens
from bantin_reader.store.engine import open_database
from bantin_reader.store.token_repository import TokenRepository
from tests.checking import CheckingClient

ARTICLE = {"title": "Khuổi Mây trồng rừng", "body": "<p>Sáng nay bà con Khuổi Mây lên đồi trồng rừng.</p>"}


def add_token(settings: Settings, name: str) -> str:
    engine = open_database(settings.database_url)
    try:
        token = ApiTokens(TokenRepository(engine)).add(name)
        assert token
        return token
    finally:
        engine.dispose()


def revoke_token(settings: Settings, name: str) -> None:
    engine = open_database(settings.database_url)
    assert ApiTokens(TokenRepository(engine)).revoke(name)
    engine.dispose()


@dataclass
class PushSite:
    """An application, and the token with which `put` and `delete` ask it."""

    settings: Settings
    app: Flask
    token: str

    @classmethod
    def create(cls, settings: Settings, name: str = "cms") -> PushSite:
        app = create_app(settings)
        app.test_client_class = CheckingClient
        return cls(settings, app, add_token(settings, name))

    def put(self, identity: str = "42", *, headers: dict[str, str] | None = None, **more: Any) -> TestResponse:
        """Pushes the fields in `json`, or what the arguments of the test client say."""
        return self.ask("PUT", identity, headers=headers, **more)

    def delete(self, identity: str = "42") -> TestResponse:
        return self.ask("DELETE", identity)

    def ask(self, method: str, identity: str, *, headers: dict[str, str] | None = None, **more: Any) -> TestResponse:
        sent = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        return self.app.test_client().open(f"/api/articles/{identity}", method=method, headers=sent, **more)

    def page(self, slug: str) -> str:
        """The article's page as readers get it."""
        answer = self.app.test_client().get(f"/articles/{slug}")
        assert answer.status_code == 200, answer.status_code
        return answer.get_data(as_text=True)

    def status(self, slug: str) -> int:
        return self.app.test_client().get(f"/articles/{slug}").status_code
