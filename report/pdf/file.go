package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"
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

// Numbers of objects that others name before they are written. The object of
// page n is 1+2n, its content the next.
const (
	pagesObject     = 1
	resourcesObject = 2
)

func pageObject(page int) int { return 1 + 2*page }

// A file is a PDF that is written object by object, so that little more is held
// than where the objects begin. Its first error stays.
type file struct {
	w       io.Writer
	sum     hash.Hash // of what is written: the file's identifier
	at      int       // bytes written
	offsets []int     // of objects 1, 2, …
	packer  *zlib.Writer
	packed  bytes.Buffer
	packers *sync.Pool
	err     error
}

// newFile begins a file. packers are kept between files, as each takes a
// megabyte.
func newFile(w io.Writer, packers *sync.Pool) *file {
	f := &file{w: w, sum: sha256.New(), packers: packers}
	if f.packer, _ = packers.Get().(*zlib.Writer); f.packer == nil {
		f.packer = zlib.NewWriter(io.Discard)
	}
	f.write("%PDF-1.4\n") // the first with a language and a title to show
	return f
}

// close returns what others may use, and the error.
func (f *file) close() error {
	f.packers.Put(f.packer)
	return f.err
}

func (f *file) write(s string) { f.bytes([]byte(s)) }

func (f *file) bytes(b []byte) {
	if f.err != nil {
		return
	}
	f.sum.Write(b)
	n, err := f.w.Write(b)
	f.at += n
	f.err = err
}

// next is the number of the next object that has none yet.
func (f *file) next() int { return len(f.offsets) + 1 }

// begin notes where an object begins.
func (f *file) begin(number int) {
	for len(f.offsets) < number {
		f.offsets = append(f.offsets, 0)
	}
	f.offsets[number-1] = f.at
	f.write(fmt.Sprintf("%d 0 obj\n", number))
}

// object writes an object.
func (f *file) object(number int, body string) {
	f.begin(number)
	f.write(body + "\nendobj\n")
}

// stream writes an object with a stream, which it deflates; entries are what
// else its dictionary says.
func (f *file) stream(number int, entries string, stream []byte) {
	f.packed.Reset()
	f.packer.Reset(&f.packed)
	f.packer.Write(stream) // a bytes.Buffer takes all that it is given
	f.packer.Close()
	f.begin(number)
	f.write(fmt.Sprintf("<</Filter /FlateDecode /Length %d%s>>\nstream\n", f.packed.Len(), entries))
	f.bytes(f.packed.Bytes())
	f.write("\nendstream\nendobj\n")
}

// page writes page n with what was drawn on it; heights are those of all pages
// in millimetres, for its links.
func (f *file) page(n int, c *canvas, heights []float64) {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /Page /Parent %d 0 R /Resources %d 0 R", pagesObject, resourcesObject)
	if c.page.wide {
		fmt.Fprintf(&b, " /MediaBox %s", mediaBox(c.page))
	}
	first := max(f.next(), pageObject(len(heights)+1)) // of its links
	if len(c.links) > 0 {
		b.WriteString(" /Annots [")
		for i := range c.links {
			fmt.Fprintf(&b, "%d 0 R ", first+i)
		}
		b.WriteString("]")
	}
	fmt.Fprintf(&b, " /Contents %d 0 R>>", pageObject(n)+1)
	f.object(pageObject(n), b.String())
	f.stream(pageObject(n)+1, "", c.ops)
	for i, l := range c.links {
		top := heights[n-1] - l.y
		f.object(first+i, fmt.Sprintf("<</Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /Dest [%d 0 R /XYZ 0 %.2f null]>>",
			l.x/point, top/point, (l.x+l.width)/point, (top-l.height)/point, pageObject(l.page), heights[l.page-1]/point))
	}
}

func mediaBox(g geometry) string {
	return fmt.Sprintf("[0 0 %.2f %.2f]", g.sheetWidth()/point, g.sheetHeight()/point)
}

// pages writes the list of the pages.
func (f *file) pages(n int) {
	var kids strings.Builder
	for i := range n {
		fmt.Fprintf(&kids, "%d 0 R ", pageObject(i+1))
	}
	f.object(pagesObject, fmt.Sprintf("<</Type /Pages /Kids [%s] /Count %d /MediaBox %s>>", kids.String(), n, mediaBox(portrait)))
}

// information writes title, author and date, and returns its number.
func (f *file) information(title, author string, made time.Time) int {
	var b strings.Builder
	for _, entry := range [...]struct{ name, text string }{{"Title", title}, {"Author", author}, {"Creator", "tongket"}, {"Producer", "tongket"}} {
		if entry.text != "" {
			fmt.Fprintf(&b, "/%s %s ", entry.name, textString(entry.text))
		}
	}
	number, date := f.next(), made.Format("20060102150405")
	f.object(number, fmt.Sprintf("<<%s/CreationDate (D:%s) /ModDate (D:%s)>>", b.String(), date, date))
	return number
}

// catalog writes the catalog, with the bookmarks if there are any, and returns
// its number.
func (f *file) catalog(outlines int) int {
	s := fmt.Sprintf("<</Type /Catalog /Pages %d 0 R /Lang (%s) /ViewerPreferences <</DisplayDocTitle true>>", pagesObject, language)
	if outlines > 0 {
		s += fmt.Sprintf(" /PageMode /UseOutlines /Outlines %d 0 R", outlines)
	}
	number := f.next()
	f.object(number, s+">>")
	return number
}

// outlines writes the bookmarks and returns the number of their root, 0 if
// there are none. Those of the second level are folded.
func (f *file) outlines(marks []outline, heights []float64) int {
	if len(marks) == 0 {
		return 0
	}
	first := f.next()
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
		f.object(number(i), fmt.Sprintf("<</Title %s /Dest [%d 0 R /XYZ 0 %.2f null]%s>>",
			textString(m.title), pageObject(m.page), (heights[m.page-1]-m.top)/point, links))
	}
	f.object(root, fmt.Sprintf("<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", firstTop, lastTop, top))
	return root
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

// trailer writes the cross-reference table and the trailer.
func (f *file) trailer(catalog, info int) {
	at, id := f.at, f.sum.Sum(nil)[:16]
	f.write(fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1))
	for _, offset := range f.offsets {
		f.write(fmt.Sprintf("%010d 00000 n \n", offset))
	}
	f.write(fmt.Sprintf("trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%X> <%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets)+1, catalog, info, id, id, at))
}
