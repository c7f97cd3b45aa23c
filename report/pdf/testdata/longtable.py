#!/usr/bin/env python3
"""Sets the table of BenchmarkWrite with reportlab's LongTable, to compare with.

usage: longtable.py FONTS ROWS OUT.pdf

The same rows, widths of columns, wrapped labels, rules, sizes, two-level header
repeated on each page, and embedded typeface, so that as many rows stand on a
page. The widths, which the package finds by itself, are given here. Labels wrap
in Paragraphs; all other cells are plain strings, broken where they must be,
which is faster for reportlab.
"""
import sys

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

fonts, rows, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
pdfmetrics.registerFont(TTFont("Serif", fonts + "/LiberationSerif-Regular.ttf"))
pdfmetrics.registerFont(TTFont("Serif-Bold", fonts + "/LiberationSerif-Bold.ttf"))

label = ParagraphStyle("label", fontName="Serif", fontSize=10.5, leading=10.5 * 1.17, alignment=TA_LEFT)
data = [
    ["TT", "Chỉ tiêu", "ĐVT", "Thực hiện", "", "", "", "Ghi chú"],
    ["", "", "", "2016", "2017", "2018", "2019", ""],
]
for i in range(rows):
    data.append([
        str(i + 1), Paragraph("Số đối tượng bảo trợ xã hội hưởng trợ cấp hằng tháng thứ %d" % i, label), "người",
        "12.345", "%d,50" % i, "7.890", "…", "số liệu\nước",
    ])
widths = [w * mm for w in (12.77, 61.01, 12.21, 15.58, 15.58, 15.58, 15.58, 16.68)]
table = LongTable(data, colWidths=widths, repeatRows=2, style=[
    ("FONT", (0, 0), (-1, 1), "Serif-Bold", 10.5, 10.5 * 1.17), ("FONT", (0, 2), (-1, -1), "Serif", 10.5, 10.5 * 1.17),
    ("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("ALIGN", (0, 0), (-1, 1), "CENTER"), ("ALIGN", (0, 2), (0, -1), "CENTER"), ("ALIGN", (2, 2), (2, -1), "CENTER"),
    ("ALIGN", (3, 2), (6, -1), "RIGHT"), ("SPAN", (3, 0), (6, 0)),
    ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (2, 1)), ("SPAN", (7, 0), (7, 1)),
    ("LEFTPADDING", (0, 0), (-1, -1), 1.2 * mm), ("RIGHTPADDING", (0, 0), (-1, -1), 1.2 * mm),
    ("TOPPADDING", (0, 0), (-1, -1), 0.7 * mm), ("BOTTOMPADDING", (0, 0), (-1, -1), 0.7 * mm),
])


def number(canvas, doc):
    canvas.setFont("Serif", 14)
    canvas.drawCentredString(30 * mm + 82.5 * mm, 287 * mm, str(doc.page))


doc = SimpleDocTemplate(out, pagesize=A4, topMargin=20 * mm, bottomMargin=20 * mm, leftMargin=30 * mm, rightMargin=15 * mm)
doc.build([table], onLaterPages=number)
