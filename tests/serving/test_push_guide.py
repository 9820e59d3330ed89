"""The requests of docs/push.md, as they stand there, to a running server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from tests.conftest import ROOT
from tests.serving.server import eventually, serving
from tests.store.pictures.drawing import encode
from tests.web.api.pushing import add_token

GUIDE = (ROOT / "docs" / "push.md").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_guides_requests_do_what_it_says(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "var")
    token = add_token(settings, "cms-tinh")
    picture = tmp_path / "doi.jpg"
    picture.write_bytes(encode(Image.new("RGB", (60, 40), (30, 90, 200)), "JPEG"))
    examples = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    with serving(settings.data, "--workers", "1") as server:
        eventually(server.answers)
        variables = {"SITE": f"http://127.0.0.1:{server.port}", "TOKEN": token, "PICTURE": str(picture)}
        outputs = []
        for example in [*examples, examples[0]]:
            done = subprocess.run(
                ["bash", "-ec", example], env=os.environ | variables, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr
            outputs.append(done.stdout)
        told = re.findall(r"```json\n(.*?)\n```", GUIDE, re.DOTALL)[0]
        assert outputs[0] == told.replace("https://bantin.example.vn", variables["SITE"])
        assert '"created"' in outputs[1]
        assert outputs[2] == ""
        assert '"unchanged"' in outputs[3]
        assert server.get("/articles/khuoi-may-trong-rung")[0] == 200
        assert server.get("/articles/doi-cay-khuoi-may")[0] == 410
