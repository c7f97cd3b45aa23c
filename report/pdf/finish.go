package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// An outline is a bookmark.
type outline struct {
	title string
	level int // 0 or 1
	page  int // from 1
	top   float64
}

// language of all texts.
const language = "vi-VN"

var (
	startxref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\s*$`)
	xrefLine  = regexp.MustCompile(`(?m)^(\d{10}) 00000 n `)
)

// finish writes a new end to a file as gofpdf wrote it, whose last objects are
// the document information and the catalog: bookmarks, the language, a viewer
// that shows the title, and a file identifier made from the content, none of
// which gofpdf knows. heights are those of the pages.
func finish(file []byte, outlines []outline, heights []float64) ([]byte, error) {
	m := startxref.FindSubmatchIndex(file)
	if m == nil {
		return nil, fmt.Errorf("the file has no cross-reference table")
	}
	table, err := strconv.Atoi(string(file[m[2]:m[3]]))
	if err != nil || table > len(file) {
		return nil, fmt.Errorf("the file's cross-reference table: %w", err)
	}
	t := tail{}
	for _, line := range xrefLine.FindAllSubmatch(file[table:], -1) {
		at, err := strconv.Atoi(string(line[1]))
		if err != nil {
			return nil, err
		}
		t.offsets = append(t.offsets, at)
	}
	catalog := len(t.offsets)                   // the object's number
	t.b.Write(file[:t.offsets[catalog-1]])      // all but the catalog
	t.offsets = t.offsets[:catalog-1]           // which is written anew
	info := len(t.offsets)                      //
	root := t.outlines(outlines, heights)       //
	catalog = t.object(catalogDictionary(root)) //
	t.trailer(catalog, info, sha256.Sum256(file))
	return t.b.Bytes(), nil
}

func catalogDictionary(outlines int) string {
	s := "<</Type /Catalog /Pages 1 0 R /Lang (" + language + ") /ViewerPreferences <</DisplayDocTitle true>>"
	if outlines > 0 {
		s += fmt.Sprintf(" /PageMode /UseOutlines /Outlines %d 0 R", outlines)
	}
	return s + ">>"
}

// A tail appends objects to a file.
type tail struct {
	b       bytes.Buffer
	offsets []int // of objects 1, 2, …
}

// object appends an object and returns its number.
func (t *tail) object(body string) int {
	t.offsets = append(t.offsets, t.b.Len())
	fmt.Fprintf(&t.b, "%d 0 obj\n%s\nendobj\n", len(t.offsets), body)
	return len(t.offsets)
}

// outlines appends the bookmarks and returns the number of their root, 0 if
// there are none. Those of the second level are folded.
func (t *tail) outlines(marks []outline, heights []float64) int {
	if len(marks) == 0 {
		return 0
	}
	first := len(t.offsets) + 1
	root := first + len(marks)
	number := func(i int) int { return first + i }
	top := 0
	var firstTop, lastTop int
	for i, m := range marks {
		links := ""
		add := func(key string, to int) { links += fmt.Sprintf(" /%s %d 0 R", key, to) }
		if k := sibling(marks, i, -1); k >= 0 {
			add("Prev", number(k))
		}
		if k := sibling(marks, i, +1); k >= 0 {
			add("Next", number(k))
		}
		if m.level == 0 {
			if top++; top == 1 {
				firstTop = number(i)
			}
			lastTop = number(i)
			add("Parent", root)
			if last := lastChild(marks, i); last > i {
				add("First", number(i+1))
				add("Last", number(last))
				links += fmt.Sprintf(" /Count -%d", last-i)
			}
		} else {
			add("Parent", number(parent(marks, i)))
		}
		// gofpdf writes page n as object 1+2n.
		t.object(fmt.Sprintf("<</Title %s /Dest [%d 0 R /XYZ 0 %.2f null]%s>>",
			textString(m.title), 1+2*m.page, (heights[m.page-1]-m.top)/point, links))
	}
	return t.object(fmt.Sprintf("<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", firstTop, lastTop, top))
}

// sibling returns the next bookmark of the same level and parent in a
// direction, -1 if there is none.
func sibling(marks []outline, i, step int) int {
	for k := i + step; k >= 0 && k < len(marks); k += step {
		if marks[k].level < marks[i].level {
			return -1
		}
		if marks[k].level == marks[i].level {
			return k
		}
	}
	return -1
}

func lastChild(marks []outline, i int) int {
	for i+1 < len(marks) && marks[i+1].level > 0 {
		i++
	}
	return i
}

func parent(marks []outline, i int) int {
	for marks[i].level > 0 {
		i--
	}
	return i
}

// textString writes a text as PDF wants it: UTF-16 with a mark, in hexadecimal.
func textString(s string) string {
	var b bytes.Buffer
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteByte('>')
	return b.String()
}

// trailer appends the cross-reference table and the trailer.
func (t *tail) trailer(catalog, info int, id [sha256.Size]byte) {
	at := t.b.Len()
	fmt.Fprintf(&t.b, "xref\n0 %d\n0000000000 65535 f \n", len(t.offsets)+1)
	for _, offset := range t.offsets {
		fmt.Fprintf(&t.b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&t.b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%X> <%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(t.offsets)+1, catalog, info, id[:16], id[:16], at)
}
