"""What a shortcut starts: python -m drift.app, the page without a folder, in the browser."""

from drift.app.serving import serve
from drift.wording import guess_language

serve(None, guess_language(), print, browser=True)
