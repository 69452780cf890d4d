"""What tests of the review page do in a browser: run commands, serve the page, and go about in it."""

import re
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
EVIL = """<script>window.hit = 1</script><img src=x onerror="window.hit = 1"> =cmd|' /C calc'!A1"""
ARTICLE = f"""{EVIL}

KENDARI - Gubernur Sulawesi Tenggara Wa Ode Rahma mengatakan misi dagang dengan Jawa Timur membukukan transaksi Rp214,6 miliar. 😀😀

Pengusaha Jawa Timur juga membawa pulang kakao Kolaka. {EVIL}

Nilai lain di luar itu Rp12 miliar bersama Bali.
"""


def niaga(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Server:
    """`niaga review`, running."""

    def __init__(self, folder, *options):
        command = [sys.executable, "-m", "pipeline", "review", str(folder), "--reviewer", "ani", *options]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.address = re.search(r"http\S+", self.process.stdout.readline())[0]

    def stop(self, how=signal.SIGINT):
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.communicate(timeout=20)[0]


def say(page, words):
    page.locator(".toast", has_text=words).wait_for()


def follow(page, link):
    """Click a link and wait for what it brings: what stood there before is marked, and goes."""
    page.evaluate("document.getElementById('app').dataset.old = 1")
    link.click()
    page.wait_for_selector("#app:not([data-old])")


def go(page, words, show="All"):
    follow(page, page.get_by_role("link", name=show, exact=True))
    follow(page, page.locator(".list li", has_text=words).first)
    page.locator(".list ol a[aria-current]").filter(has_text=words).wait_for()


def select(page, words):
    """Select words of the article as with the mouse."""
    page.evaluate(
        """(words) => {
          const text = document.getElementById("text"), at = text.textContent.indexOf(words);
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let seen = 0;
          for (let node; (node = walker.nextNode()); seen += node.data.length) {
            if (seen <= at && at < seen + node.data.length) range.setStart(node, at - seen);
            const end = at + words.length;
            if (seen < end && end <= seen + node.data.length) range.setEnd(node, end - seen);
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )
    page.wait_for_selector("#selection:not([hidden])")
