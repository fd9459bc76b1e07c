"""Words of a page that are for who reads it, and what its makers call the boxes of readers' comments and of
advertisements. Under apart.py and body.py: no line is told by them alone."""

from __future__ import annotations

import re

# What a page says of itself, and what it asks of who reads it. A text may do so too: apart.py asks what stands around.
OF_PAGE = re.compile(
    r"本(?:网(?!络|约|购)|站(?!台)|平台|页|公众号|微信)|[此该]页|当前页|(?:本文|该文|文章|以上内容)(?:系|仅|只|不代表|观点|版权)"
    r"|未经.{0,12}(?:授权|许可|允许)|(?:不得|谢绝|禁止)转载|转载(?:请|需|须|时)|侵权|免责声明|版权声明"
    r"|网友|[こ当]のページ|本サイト|이 페이지"
)
TO_READER = re.compile(
    r"[您你]|关注|扫[码描一]|二维码|点[击赞评]|收藏|分享|转发|评论|留言|跟帖|投稿|纠错|举报|登[录陆]|注册|订阅|打开|客户端|公众号|小程序|微[信博]"
    r"|APP|满意|帮助|评价|提交|验证码|看不清|反馈|播放|朗读|语音|字号|打印|关闭|返回|顶部|展开|收起|客服|暂无|广告|[上下]一张|原图"
)
OF_PAGE_ABROAD = re.compile(r"\bthis (?:page|site|website)\b|\b(?:use|of) cookies\b", re.I)
TO_READER_ABROAD = re.compile(
    r"\b(?:share|print|subscribe|newsletter|sign up|log ?in|follow us|comments?|reply|feedback|useful|helpful"
    r"|min(?:ute)?s? read|reading time|contact us|our (?:website|team|advisers)|your?)\b",
    re.I,
)

# Above what readers say of an article; none of it follows, however much they say.
TALK = re.compile(
    r"\W{0,3}(?:(?:网友|读者|用户|最新|热门|精彩|全部|发表|文章)(?:评论|留言|跟帖)(?:\s?[（(]?\d{1,6}\s?条?[)）]?)?"
    r"|(?:评论|留言|跟帖)\s?[（(]\d{1,6}\s?条?[)）]|(?:评论|留言)(?:列表|区)|我要评论"
    r"|(?:\d{1,6} )?(?:comments?|kommentare?|comentarios|comentários|commentaires)(?: ?[（(]?\d{1,6}[)）]?)?)\W{0,3}",
    re.I,
)

# What boxes of comments, and of advertisements, are called.
NAME = re.compile(
    r"(?!(?:has|no|show|with|allow)[-_])(?:[a-z]{1,12}[-_])?(?:comments|comment[-_]?(?:list|area|section)s?|pinglun|liuyan[-_]?list)"
    r"|ads?|advert(?:isement)?s?|guanggao|ads?[-_](?:box|wrap|con|content|banner|img|area)",
    re.I,
)
