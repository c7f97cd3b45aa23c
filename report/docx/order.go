package docx

import "strings"

// orders are the children that elements of WordprocessingML may have, in the order in
// which ECMA-376 (part 1, transitional) wants them. Of an office's template only they
// are taken over. "*" ends those that may come in any order.
var orders = map[string]string{
	"w:tbl":         "w:tblPr w:tblGrid w:tr",
	"w:tr":          "w:tblPrEx w:trPr w:tc",
	"w:tblGrid":     "w:gridCol",
	"w:pPr":         "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr w:suppressLineNumbers w:pBdr w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange",
	"w:rPr":         "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline w:shadow w:emboss w:imprint w:noProof w:snapToGrid w:vanish w:webHidden w:color w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd w:fitText w:vertAlign w:rtl w:cs w:em w:lang w:eastAsianLayout w:specVanish w:oMath",
	"w:tblPr":       "w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook w:tblCaption w:tblDescription",
	"w:tcPr":        "w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:textDirection w:tcFitText w:vAlign w:hideMark",
	"w:trPr":        "*w:cnfStyle w:divId w:gridBefore w:gridAfter w:wBefore w:wAfter w:cantSplit w:trHeight w:tblHeader w:tblCellSpacing w:jc w:hidden",
	"w:tblBorders":  "w:top w:start w:left w:bottom w:end w:right w:insideH w:insideV",
	"w:tcBorders":   "w:top w:start w:left w:bottom w:end w:right w:insideH w:insideV w:tl2br w:tr2bl",
	"w:tblCellMar":  "w:top w:start w:left w:bottom w:end w:right",
	"w:tcMar":       "w:top w:start w:left w:bottom w:end w:right",
	"w:pBdr":        "w:top w:left w:bottom w:right w:between w:bar",
	"w:tabs":        "w:tab",
	"w:style":       "w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:locked w:personal w:personalCompose w:personalReply w:rsid w:pPr w:rPr w:tblPr w:trPr w:tcPr w:tblStylePr",
	"w:tblStylePr":  "w:pPr w:rPr w:tblPr w:trPr w:tcPr",
	"w:docDefaults": "w:rPrDefault w:pPrDefault",
	"w:rPrDefault":  "w:rPr",
	"w:pPrDefault":  "w:pPr",
}

// ordered are the children of an element, and whether any order will do; nil where
// nothing is known of it.
func ordered(element string) (children []string, any bool) {
	list, any := strings.CutPrefix(orders[element], "*")
	if list == "" {
		return nil, any
	}
	return strings.Fields(list), any
}
