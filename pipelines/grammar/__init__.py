"""The grammar of dates, with which `pipelines.dates` reads: how text is spelled alike (`spelling`), the forms a day is
written in (`forms`), what each means (`meanings`), and the clock beside it (`clock`). Pure. What looks for days in the
text of a page takes its patterns from `written`.

`spelling` → `forms`, a row a form → `meanings`, one function a kind → `clock`, which makes the day a moment.
"""
