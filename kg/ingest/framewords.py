"""Words that pages use around an article, in the languages met most; never sentences of a page."""

from __future__ import annotations

import re

_VIEWS = (
    r"views?|page ?views?|hits|reads|lượt xem|lượt người xem|lượt đọc|số lượt (?:xem|đọc|người đọc)"
    r"|aufrufe|zugriffe|vues|lectures|vistas|visitas|lecturas|visualizzazioni|visualizações|weergaven"
    r"|keer (?:bekeken|gelezen)|wyświetle\w*|odsłon\w*|просмотр\w*|перегляд\w*"
    r"|조회\w*|阅读量?|浏览|閲覧数?"
)
_SHARING = (
    r"share(?: this)?(?: (?:article|story|on|via|page))*|chia sẻ|teilen|partager|compartir"
    r"|compartilhar|condividi|delen|deel|udostępnij|поделиться|поділитися|공유하기|공유|分享|シェア"
)
_BUTTONS = (
    r"facebook|twitter|x|zalo|linkedin|whatsapp|telegram|viber|line|messenger|pinterest|reddit"
    r"|e-?mail|print|tweet|like|copy link|link|save|bookmark|comments?|in bài|in trang|gửi email"
    r"|google(?: news| plus)?|youtube|instagram|skype|pocket|drucken|imprimer|imprimir|stampa"
)
_CONTACT = (
    r"(?:(?:media|press|news|investors?|public) )?(?:relations )?"
    r"(?:contacts?|[ei]nquir(?:y|ies)|liên hệ)"
    r"(?: (?:information|details|persons?|us|for media|for the press))?"
    r"|(?:media|press|investor|public) relations|notes? (?:to|for) editors?: contact"
    r"|for (?:(?:more|further|additional|media|press) )?"
    r"(?:information|details|queries|[ei]nquiries|interviews?)"
    r"(?:,? (?:please )?(?:contact|call|write to|visit))?"
)

VIEW_COUNTER = re.compile(
    rf"^(?:(?:{_VIEWS})\s*:?\s*)+[\d.,\s]*[kKmM]?$|^[\d.,]+\s*[kKmM]?\s+(?:{_VIEWS})$",
    re.IGNORECASE,
)
SHARE_LINE = re.compile(
    rf"^(?:{_SHARING})\s*:?(?:[\s|,/•·:-]*(?:{_BUTTONS}|{_SHARING}))*$"
    rf"|^(?:{_BUTTONS})(?:[\s|,/•·:-]+(?:{_BUTTONS}|{_SHARING}))+$",
    re.IGNORECASE,
)
CONTACT_HEADING = re.compile(rf"^(?:{_CONTACT})\s*[:：]?(?=\s|$)", re.IGNORECASE)
FONT_SIZE = re.compile(
    r"(?:\(\s*A\s*[+-]?\s*\)|\bA[+-](?!\w)).*(?:\(\s*A\s*[+-]?\s*\)|\bA[+-](?!\w))"
)
RELEASE_LINE = re.compile(
    r"^\W*(?:for immediate (?:release|distribution)|(?:press|news|media) release|thông cáo báo chí"
    r"|embargoed (?:until|till|for)\b.{0,60}|not for (?:release|publication)\b.{0,60})\W*$",
    re.IGNORECASE,
)
END_MARK = re.compile(
    r"^(?:#(?:\s?#){2,}|[-–—*•.\s(]*(?:end|ends|fin|hết|30)[-–—*•.\s)]*)$", re.IGNORECASE
)
PRINTED_END = re.compile(r"^\W*(?:end|ends|END|ENDS|30|###)\W*$")
TAG_LINE = re.compile(
    r"^(?:tags?|keywords?|key words|từ khóa|từ khoá|schlagwörter|mots-clés|palabras clave)\s*:.*$",
    re.IGNORECASE,
)
TEASERS = re.compile(
    r"^\W*(?:read (?:more|also|next)|see also|also read|more (?:on this|stories|news)"
    r"|most (?:read|popular|viewed)|related(?: (?:articles?|news|stories))?|don['’]t miss)\s*:\s+\S.*$",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)\s|copyright\b|bản quyền\b).{0,160}$", re.IGNORECASE)
SOURCE_LINE = re.compile(
    r"^\(?\s*(?:source|nguồn|theo|quelle|fuente|fonte|bron)\s*:?\s+(?P<name>[^.()]{2,50}?)\s*\)?\.?$",
    re.IGNORECASE,
)
PHOTO_CREDIT = re.compile(
    r"\s*[(\[]\s*(?:photo(?:graph)?s?|photo credit|pictures?|images?|illustration|foto|ảnh|hình"
    r"|credit)"
    r"\s*(?:by|courtesy of|courtesy|credit|minh họa)?\s*[:/–—-]?\s*"
    r"(?P<name>[^()\[\]]{2,80}?)\s*[)\]]\s*\.?$",
    re.IGNORECASE,
)
TRAILING_CREDIT = re.compile(
    r"(?<=[.!?”\"])\s+(?:photo(?:graph)?s?|images?|pictures?|foto|ảnh)\s*"
    r"(?:by\b\s*:?|courtesy of\b|[:|/])\s*"
    r"(?P<name>[^.!?]{2,60})$",
    re.IGNORECASE,
)
PHOTO_LINE = re.compile(
    r"^(?:photos?|pictures?|images?|ảnh|hình ảnh|foto)\s*(?:by|courtesy of|credits?)?\s*:\s*"
    r"(?P<name>[^.!?]{2,60})$",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|(?:https?://|www\.)\S+"
    r"|(?:\+|\b00|\(0|\b0)\d[\d\s().-]{6,}\d|\(\d{3}\)\s?\d{3}-\d{4}|\b\d{3}[-.]\d{3}[-.]\d{4}\b",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"^(?P<label>title|headline|subject|tiêu đề|author|reporter|correspondent|from|tác giả"
    r"|phóng viên|source|agency|nguồn|translator|người dịch)\s*:\s+(?P<value>\S.{0,250})$",
    re.IGNORECASE,
)
