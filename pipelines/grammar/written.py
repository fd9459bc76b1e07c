"""How pages write days, for what looks for one among other things before it is read: parts of regular expressions over
text as it stands, each without groups. What a day means is told by `forms`, over spelled text."""

YEAR = r"(?:19|20)\d\d"
DAY = rf"{YEAR}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?"  # 2024-06-13, 2024年6月13日
DAY_IN_FIGURES = rf"{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"  # as templates write it
DAY_LOOSE = rf"{YEAR}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}(?:\s*日)?"
CLOCK = r"(?:[\sT]+\d{1,2}:\d\d(?::\d\d)?)?"  # behind a day, where there is one
MOMENT = DAY + CLOCK
CHINESE_YEAR = "[二一][〇○零一二三四五六七八九]{3}年"
DAY_OVER_MONTH = rf"\d{{1,2}}[\s/|-]+{YEAR}\s?[-/.年]\s?\d{{1,2}}月?"  # 13 over 2024-06
