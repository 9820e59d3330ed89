"""WebKitGTK's MiniBrowser, driven by selenium on a screen of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from urllib3.exceptions import HTTPError

PATIENCE_SECONDS = 10
ANSWER_SECONDS = 45
STARTS = 3
KEYS = {"Enter": Keys.ENTER, " ": Keys.SPACE, "Tab": Keys.TAB, "Shift": Keys.SHIFT, "Control": Keys.CONTROL}


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen on a display number that the X server chose."""
    xvfb = shutil.which("Xvfb")
    if not xvfb:
        pytest.skip("Xvfb, the screen for WebKit, is not on this machine")
    reading, writing = os.pipe()
    command = [xvfb, "-displayfd", str(writing), "-screen", "0", "1000x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        try:
            assert number, "Xvfb ended without a display"
            yield f":{number}"
        finally:
            server.terminate()


def start(options: webdriver.WebKitGTKOptions, driver: str, environment: dict[str, str]) -> webdriver.WebKitGTK:
    """A browser; on a busy machine one may die while it starts, and its driver then never answers."""
    for attempt in range(STARTS):
        service = webdriver.WebKitGTKService(executable_path=driver, env=environment)
        socket.setdefaulttimeout(ANSWER_SECONDS)
        try:
            return webdriver.WebKitGTK(options=options, service=service)
        except (HTTPError, WebDriverException):
            if attempt == STARTS - 1:
                raise
        finally:
            socket.setdefaulttimeout(None)
    raise AssertionError


@pytest.fixture
def browser(display: str) -> Iterator[webdriver.WebKitGTK]:
    driver = shutil.which("WebKitWebDriver")
    places = ("lib*/*/webkit2gtk-4.*/MiniBrowser", "lib*/webkit2gtk-4.*/MiniBrowser")
    minis = sorted(found for place in places for found in Path("/usr").glob(place))
    if not driver or not minis:
        pytest.skip("WebKit is not on this machine (WebKitWebDriver and MiniBrowser)")
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(minis[-1])
    options.add_argument("--automation")
    options.set_capability("acceptInsecureCerts", True)
    # Without a language of its own the browser names none that we have: the site's default, Vietnamese.
    environment = {**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8"}
    browser = start(options, driver, environment)
    try:
        browser.set_window_rect(0, 0, 800, 740)
        yield browser
    finally:
        browser.quit()


class Driver:
    """Takes steps (see engine_scenarios.py) and keeps the named values in `seen`."""

    def __init__(self, browser: webdriver.WebKitGTK, site: str = "") -> None:
        self._browser = browser
        self._site = site
        self._frame = ""
        self.seen: dict[str, Any] = {}

    def take(self, steps: Iterable[tuple[Any, ...]]) -> None:
        for verb, *details in steps:
            getattr(self, verb)(*details)

    def open(self, address: str) -> None:
        self.top()
        self._browser.get(self._site + address)

    def frame(self, selector: str) -> None:
        self._frame = selector

    def top(self) -> None:
        self._frame = ""
        self._browser.switch_to.default_content()

    def click(self, selector: str) -> None:
        self._enter()
        self._browser.find_element(By.CSS_SELECTOR, selector).click()

    def key(self, name: str) -> None:
        held, _, pressed = name.rpartition("+")
        actions = ActionChains(self._browser)
        letter = KEYS.get(pressed, pressed)
        if held:
            actions = actions.key_down(KEYS[held]).send_keys(letter).key_up(KEYS[held])
        else:
            actions = actions.send_keys(letter)
        actions.perform()

    def reload(self) -> None:
        self._browser.switch_to.default_content()
        self._browser.refresh()

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def eval(self, name: str, text: str) -> None:
        self._enter()
        value = self._browser.execute_script(text)
        if name:
            self.seen[name] = value

    def until(self, text: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not self._is(text):
            assert time.monotonic() < end, f"never true: {text}"
            time.sleep(0.02)

    def _enter(self) -> None:
        """Anew at each step: a frame that loads another page is another one to the driver."""
        if self._frame:
            self._browser.switch_to.default_content()
            self._browser.switch_to.frame(self._browser.find_element(By.CSS_SELECTOR, self._frame))

    def _is(self, text: str) -> bool:
        try:
            self._enter()
            return bool(self._browser.execute_script(text))
        except WebDriverException:  # a page on its way out refuses to answer
            return False
