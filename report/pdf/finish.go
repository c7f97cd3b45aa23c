package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
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
	plain     = regexp.MustCompile(`^\d+ 0 obj\n<</Length (\d+)>>\nstream\n`)
)

// fontNames gives the fonts their own names, with the tag of a subset, for
// those that gofpdf makes up.
var fontNames = strings.NewReplacer(
	"/utf8liberationserifBI", "/TONGKD+LiberationSerif-BoldItalic",
	"/utf8liberationserifB", "/TONGKB+LiberationSerif-Bold",
	"/utf8liberationserifI", "/TONGKC+LiberationSerif-Italic",
	"/utf8liberationserif", "/TONGKA+LiberationSerif",
)

// finish writes a file anew that gofpdf wrote, whose last objects are the
// document information and the catalog. It deflates what is plain and adds
// what gofpdf does not know: bookmarks, the language, a viewer that shows the
// title, and a file identifier made from the content. heights are those of the
// pages.
func finish(file []byte, outlines []outline, heights []float64) ([]byte, error) {
	offsets, table, err := objects(file)
	if err != nil {
		return nil, err
	}
	info := len(offsets) - 1 // numbers count from 1; the catalog is the last
	t := tail{offsets: make([]int, info)}
	t.b.WriteString("%PDF-1.4\n") // the first with a language and a title to show
	ends := append(slices.Clone(offsets), table)
	slices.Sort(ends)
	for _, from := range ends[:len(ends)-1] {
		number := slices.Index(offsets, from)
		if number == info {
			continue // the catalog
		}
		next, _ := slices.BinarySearch(ends, from+1)
		t.offsets[number] = t.b.Len()
		if err := t.copy(file[from:ends[next]], number+1); err != nil {
			return nil, err
		}
	}
	root := t.outlines(outlines, heights)
	t.trailer(t.object(catalogDictionary(root)), info, sha256.Sum256(t.b.Bytes()))
	return t.b.Bytes(), nil
}

// objects returns where the objects of a file begin, by number from 1, and
// where its cross-reference table does.
func objects(file []byte) (offsets []int, table int, err error) {
	m := startxref.FindSubmatch(file[max(0, len(file)-64):])
	if m == nil {
		return nil, 0, errors.New("the file has no cross-reference table")
	}
	if table, err = strconv.Atoi(string(m[1])); err != nil || table > len(file) {
		return nil, 0, fmt.Errorf("the file's cross-reference table is not at %s", m[1])
	}
	for _, line := range xrefLine.FindAllSubmatch(file[table:], -1) {
		at, err := strconv.Atoi(string(line[1]))
		if err != nil {
			return nil, 0, err
		}
		offsets = append(offsets, at)
	}
	if len(offsets) < 2 {
		return nil, 0, errors.New("the file has no objects")
	}
	return offsets, table, nil
}

// copy appends an object as it is, its stream deflated if it is plain.
func (t *tail) copy(object []byte, number int) error {
	m := plain.FindSubmatch(object)
	if m == nil {
		_, err := fontNames.WriteString(&t.b, string(object))
		return err
	}
	length, err := strconv.Atoi(string(m[1]))
	if err != nil || len(m[0])+length > len(object) {
		return fmt.Errorf("object %d has no stream of %s bytes", number, m[1])
	}
	deflated := t.deflate(object[len(m[0]) : len(m[0])+length])
	fmt.Fprintf(&t.b, "%d 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n", number, len(deflated))
	t.b.Write(deflated)
	t.b.WriteString("\nendstream\nendobj\n")
	return nil
}

// deflate packs a stream. One packer serves all, as each takes a megabyte.
func (t *tail) deflate(stream []byte) []byte {
	t.packed.Reset()
	if t.packer == nil {
		t.packer = zlib.NewWriter(&t.packed)
	} else {
		t.packer.Reset(&t.packed)
	}
	// A bytes.Buffer takes all that it is given.
	t.packer.Write(stream)
	t.packer.Close()
	return t.packed.Bytes()
}

func catalogDictionary(outlines int) string {
	s := "<</Type /Catalog /Pages 1 0 R /Lang (" + language + ") /ViewerPreferences <</DisplayDocTitle true>>"
	if outlines > 0 {
		s += fmt.Sprintf(" /PageMode /UseOutlines /Outlines %d 0 R", outlines)
	}
	return s + ">>"
}

// A tail is a file to which objects are appended.
type tail struct {
	b       bytes.Buffer
	offsets []int // of objects 1, 2, …
	packer  *zlib.Writer
	packed  bytes.Buffer
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
