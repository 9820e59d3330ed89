"""WebKitGTK's MiniBrowser, driven by selenium on a virtual screen."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from urllib3.exceptions import HTTPError

from tests.browser.step_driver import StepDriver

RESPONSE_SECONDS = 45
ATTEMPTS = 3
KEYS = {"Enter": Keys.ENTER, " ": Keys.SPACE, "Tab": Keys.TAB, "Shift": Keys.SHIFT, "Control": Keys.CONTROL}


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A virtual screen; gives the display that the X server has chosen, such as `:99`."""
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
    """A browser. On a busy machine it may crash while it starts, and its driver never answers: it is started again."""
    for attempt in range(ATTEMPTS):
        service = webdriver.WebKitGTKService(executable_path=driver, env=environment)
        socket.setdefaulttimeout(RESPONSE_SECONDS)
        try:
            return webdriver.WebKitGTK(options=options, service=service)
        except (HTTPError, WebDriverException):
            if attempt == ATTEMPTS - 1:
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
    # With this locale the browser requests no language of the site, which then answers in its default, Vietnamese.
    environment = {**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8"}
    browser = start(options, driver, environment)
    try:
        browser.set_window_rect(0, 0, 800, 740)
        yield browser
    finally:
        browser.quit()


class Driver(StepDriver):
    """Executes steps in WebKitGTK; relative addresses are those of `site`."""

    patience_seconds = 10
    leaving_errors = WebDriverException

    def __init__(self, browser: webdriver.WebKitGTK, site: str = "") -> None:
        super().__init__()
        self._browser = browser
        self._site = site

    def open(self, address: str) -> None:
        self.top()
        self._browser.get(self._site + address)

    def size(self, width: int, height: int) -> None:
        """The viewport's, in CSS px: the window's own edges are measured."""
        for _ in range(2):
            inner = self._browser.execute_script("return [innerWidth, innerHeight]")
            outer = self._browser.get_window_size()
            self._browser.set_window_size(outer["width"] + width - inner[0], outer["height"] + height - inner[1])

    def top(self) -> None:
        self._frame = ""
        self._browser.switch_to.default_content()

    def click(self, selector: str) -> None:
        self._enter_frame()
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

    def _evaluate(self, text: str) -> Any:
        self._enter_frame()
        return self._browser.execute_script(text)

    def _enter_frame(self) -> None:
        """Enters the frame again before each step: once it has loaded another page, it is a new one to WebDriver."""
        if self._frame:
            self._browser.switch_to.default_content()
            self._browser.switch_to.frame(self._browser.find_element(By.CSS_SELECTOR, self._frame))
