package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
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
// than where the objects begin. Those without a stream are packed together. Its
// first error stays.
type file struct {
	w       io.Writer
	sum     hash.Hash // of what is written: the file's identifier
	at      int       // bytes written
	places  []place   // of objects 1, 2, …
	pack    pack
	cells   pack // of tables: objects that are like each other, as are
	rows    pack
	lists   pack // of many references: what the contents of pages belong to, the rows of tables
	packer  *zlib.Writer
	packed  bytes.Buffer
	spare   [2][]byte
	packers *sync.Pool
	err     error
}

// A place is where an object begins, or the object stream that holds it and its
// index there. That of an object that is not written yet is zero.
type place struct{ in, at uint32 }

// A pack is the object stream in hand. In an even one objects take a multiple of a
// width, all numbers are of one width too, and each byte is written as its difference
// to the one a width before: objects of one kind differ in their numbers alone.
type pack struct {
	width   int // 0: objects are as long as they are
	head    int // of an even one: room for an object's number and place
	numbers []int
	places  []int // of the objects, in
	objects []byte

	next, left int // numbers kept for its objects, so that the cross-references are alike, too
}

// Widths of even packs: those of the structure elements of a table whose contents are
// on one page, and of one reference of many. Places that are multiples of 50 or 200 differ
// in a digit or two.
const (
	wideCell, wideRow, widePlace = 50, 200, 25
	wideNumber                   = 6
	wideMark                     = 4
	wideReference                = 1 + wideNumber + len(" 0 R") // 11
)

// Levels of compression: a file takes three hundredths less at the higher one, and a
// tenth longer, which one of many pages has no time for.
const (
	packing, packingMany = 8, 6
	manyPages            = 100
)

// mostPacked is the size at which an object stream is full: a reader unpacks all of
// it for one object.
const mostPacked = 1 << 17

// newFile begins a file of so many pages. packers are kept between files of few, as each
// takes a megabyte.
func newFile(w io.Writer, packers *sync.Pool, pages int) *file {
	f := &file{
		w: w, sum: sha256.New(), packers: packers, places: make([]place, pageObject(pages+1)-1),
		cells: pack{width: wideCell, head: widePlace}, rows: pack{width: wideRow, head: widePlace}, lists: pack{width: wideReference, head: 2 * wideReference},
	}
	level := packing
	if pages > manyPages {
		f.packers, level = &sync.Pool{}, packingMany
	}
	if f.packer, _ = f.packers.Get().(*zlib.Writer); f.packer == nil {
		f.packer, _ = zlib.NewWriterLevel(io.Discard, level)
	}
	f.write("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") // letters that tell a file of bytes from one of text
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

// take returns a number for an object, which must then be written.
func (f *file) take() int {
	if n := len(f.places); n == cap(f.places) {
		f.places = slices.Grow(f.places, n) // twice as many: there may be many thousands
	}
	f.places = append(f.places, place{})
	return len(f.places)
}

// takeFor returns a number for an object of a pack. Those that are kept and not taken
// in the end are of no object.
func (f *file) takeFor(k *pack) int {
	const together = 64
	if k.width == 0 {
		return f.take()
	}
	if k.left == 0 {
		k.next, k.left = len(f.places)+1, together
		for range together {
			f.take()
		}
	}
	k.next, k.left = k.next+1, k.left-1
	return k.next - 1
}

// object packs an object with others.
func (f *file) object(number int, body string) {
	k := f.packing(&f.pack, number)
	k.objects = append(k.objects, body...)
	f.packedOne(k)
}

// packing begins an object in a pack, to which the caller appends it.
func (f *file) packing(k *pack, number int) *pack {
	f.places[number-1] = place{at: uint32(len(k.numbers))}
	k.numbers, k.places = append(k.numbers, number), append(k.places, len(k.objects))
	return k
}

// packedOne ends an object, and writes the pack out if it is full.
func (f *file) packedOne(k *pack) {
	k.objects = fill(append(k.objects, '\n'), k.width)
	if len(k.objects) > mostPacked {
		f.unload(k)
	}
}

// number appends a number, in an even pack of a width.
func (k *pack) number(b []byte, n, wide int) []byte {
	if k.width == 0 {
		return strconv.AppendInt(b, int64(n), 10)
	}
	at := len(b)
	b = append(b, "      "[:wide]...)
	for i, left := len(b)-1, n; i >= at; i-- {
		b[i] = byte('0' + left%10)
		if left /= 10; left == 0 {
			return b
		}
	}
	return strconv.AppendInt(b[:at], int64(n), 10)
}

// references appends references to objects, each behind a space.
func (k *pack) references(b []byte, numbers ...int) []byte {
	for _, n := range numbers {
		b = append(k.number(append(b, ' '), n, wideNumber), " 0 R"...)
	}
	return b
}

// fill appends spaces up to a multiple of a length.
func fill(b []byte, length int) []byte {
	if length == 0 || len(b)%length == 0 {
		return b
	}
	n := length - len(b)%length
	b = slices.Grow(b, n)[:len(b)+n]
	for i := len(b) - n; i < len(b); i++ {
		b[i] = ' '
	}
	return b
}

// unloadAll writes all packs out. What is in an even one that holds little is packed
// with the others.
func (f *file) unloadAll() {
	const little = 1 << 12
	for _, k := range []*pack{&f.cells, &f.rows, &f.lists} {
		if len(k.objects) >= little {
			f.unload(k)
			continue
		}
		for i, number := range k.numbers {
			f.object(number, string(bytes.TrimRight(k.objects[k.places[i]:append(k.places, len(k.objects))[i+1]], " \n")))
		}
	}
	f.unload(&f.pack)
}

// unload writes a pack out.
func (f *file) unload(k *pack) {
	if len(k.numbers) == 0 {
		return
	}
	in := f.take()
	heads := slices.Grow(f.spare[0][:0], len(k.numbers)*2*widePlace) // number and place of each
	for i, number := range k.numbers {
		f.places[number-1].in = uint32(in)
		heads = append(k.number(heads, number, wideNumber), ' ')
		heads = fill(append(k.number(heads, k.places[i], wideNumber), ' '), k.head)
	}
	heads = fill(heads, k.width)
	entries := fmt.Sprintf(" /Type /ObjStm /N %d /First %d", len(k.numbers), len(heads))
	if k.width == 0 {
		f.stream(in, entries, heads, k.objects)
	} else {
		f.spare[1] = differences(f.spare[1][:0], k.width, heads, k.objects)
		f.stream(in, entries+fmt.Sprintf(" /DecodeParms <</Predictor %d /Columns %d>>", predictorUp, k.width), f.spare[1])
	}
	f.spare[0] = heads
	k.numbers, k.places, k.objects = k.numbers[:0], k.places[:0], k.objects[:0]
}

// begin notes where an object begins that is not packed.
func (f *file) begin(number int) {
	f.places[number-1] = place{at: uint32(f.at)}
	f.write(fmt.Sprintf("%d 0 obj\n", number))
}

// plain writes an object that is not packed, so that all programs find it.
func (f *file) plain(number int, body string) {
	f.begin(number)
	f.write(body + "\nendobj\n")
}

// stream writes an object with a stream, which it deflates; entries are what
// else its dictionary says.
func (f *file) stream(number int, entries string, parts ...[]byte) {
	f.packed.Reset()
	f.packer.Reset(&f.packed)
	for _, part := range parts {
		f.packer.Write(part) // a bytes.Buffer takes all that it is given
	}
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
	if len(c.links) > 0 {
		b.WriteString(" /Annots [")
		for _, l := range c.links {
			fmt.Fprintf(&b, "%d 0 R ", l.number)
		}
		b.WriteString("]")
	}
	fmt.Fprintf(&b, " /Contents %d 0 R /StructParents %d /Tabs /S>>", pageObject(n)+1, n-1)
	f.object(pageObject(n), b.String())
	f.stream(pageObject(n)+1, "", c.ops)
	for _, l := range c.links {
		top := heights[n-1] - l.y
		f.object(l.number, fmt.Sprintf("<</Type /Annot /Subtype /Link /F 4 /StructParent %d /Contents %s /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /Dest [%d 0 R /XYZ 0 %.2f null]>>",
			l.key, textString(l.says), l.x/point, (top-l.height)/point, (l.x+l.width)/point, top/point, pageObject(l.page), heights[l.page-1]/point))
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

// A card is what a file says of itself, in its information and in its metadata
// alike.
type card struct {
	title, author string
	made          time.Time // zero: not known
}

// creator names the program that made a file.
const creator = "tongket"

// information writes the card, and returns its number.
func (f *file) information(k card) int {
	var b strings.Builder
	for _, entry := range [...]struct{ name, text string }{{"Title", k.title}, {"Author", k.author}, {"Creator", creator}, {"Producer", creator}} {
		if entry.text != "" {
			fmt.Fprintf(&b, "/%s %s ", entry.name, textString(entry.text))
		}
	}
	if !k.made.IsZero() {
		date := k.made.Format("20060102150405") + "+00'00'"
		fmt.Fprintf(&b, "/CreationDate (D:%s) /ModDate (D:%s)", date, date)
	}
	number := f.take()
	f.plain(number, "<<"+b.String()+">>")
	return number
}

// catalog writes the catalog, which names the structure and the bookmarks, if
// there are any, and returns its number.
func (f *file) catalog(k card, structure, outlines int) int {
	s := fmt.Sprintf("<</Type /Catalog /Pages %d 0 R /Lang (%s) /ViewerPreferences <</DisplayDocTitle true>> /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /Metadata %d 0 R /OutputIntents [%s]",
		pagesObject, language, structure, f.metadata(k), f.outputIntent())
	if outlines > 0 {
		s += fmt.Sprintf(" /PageMode /UseOutlines /Outlines %d 0 R", outlines)
	}
	number := f.take()
	f.plain(number, s+">>")
	return number
}

// outlines writes the bookmarks and returns the number of their root, 0 if
// there are none. Those of the second level are folded.
func (f *file) outlines(marks []outline, heights []float64) int {
	if len(marks) == 0 {
		return 0
	}
	first := len(f.places) + 1
	number := func(i int) int { return first + i }
	for range marks {
		f.take()
	}
	root := f.take()
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

// textString writes a text as PDF wants it: as it is where it has no letter beyond
// ASCII, else in UTF-16 with a mark.
func textString(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		b := make([]byte, 0, len(s)+2)
		b = append(b, '(')
		for i := range len(s) {
			b = appendLetter(b, s[i])
		}
		return string(append(b, ')'))
	}
	b := append(make([]byte, 0, 2*len(s)+4), "(\xfe\xff"...)
	for _, u := range utf16.Encode([]rune(s)) {
		b = appendLetter(appendLetter(b, byte(u>>8)), byte(u))
	}
	return string(append(b, ')'))
}

// appendLetter appends a byte of a string.
func appendLetter(b []byte, letter byte) []byte {
	switch letter {
	case '\\', '(', ')':
		return append(b, '\\', letter)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, letter)
}

// trailer writes where all objects are, and the trailer.
func (f *file) trailer(catalog, info int) {
	f.unloadAll()
	number, id := f.take(), f.sum.Sum(nil)[:16]
	f.places[number-1] = place{at: uint32(f.at)}
	at := f.at
	f.stream(number, fmt.Sprintf(" /Type /XRef /Size %d /W [1 4 2] /DecodeParms <</Predictor %d /Columns %d>> /Root %d 0 R /Info %d 0 R /ID [<%X> <%X>]",
		len(f.places)+1, predictorUp, entrySize, catalog, info, id, id), f.crossReferences())
	f.write(fmt.Sprintf("startxref\n%d\n%%%%EOF\n", at))
}

// entrySize is the length of an entry of the cross-references: its kind, the place
// and the index.
const entrySize = 1 + 4 + 2

// predictorUp tells that a stream is one of differences.
const predictorUp = 12

// differences appends rows of so many bytes, each byte as the difference to the one
// above (PNG's filter "up"). Each part but the last ends with a row.
func differences(out []byte, row int, parts ...[]byte) []byte {
	const (
		up   = 2
		high = 0x8080808080808080
	)
	above := make([]byte, row)
	for _, b := range parts {
		out = slices.Grow(out, len(b)+len(b)/row+1)
		for len(b) > 0 {
			next := b[:min(row, len(b))]
			out = append(out, up)
			i := 0
			for ; i+8 <= len(next); i += 8 { // eight at once, no byte borrows from its neighbour
				v, w := binary.LittleEndian.Uint64(next[i:]), binary.LittleEndian.Uint64(above[i:])
				out = binary.LittleEndian.AppendUint64(out, (v|high)-(w&^high)^(v^^w)&high)
			}
			for ; i < len(next); i++ {
				out = append(out, next[i]-above[i])
			}
			above, b = next, b[len(next):]
		}
	}
	return out
}

// crossReferences lists the objects.
func (f *file) crossReferences() []byte {
	const (
		inFile   = 1
		inStream = 2
	)
	none := [entrySize]byte{5: 0xff, 6: 0xff} // of object 0, and of numbers that were not taken
	out := append(make([]byte, 0, entrySize*(len(f.places)+1)), none[:]...)
	for _, p := range f.places {
		if p == (place{}) {
			out = append(out, none[:]...)
			continue
		}
		row := [entrySize]byte{inFile}
		binary.BigEndian.PutUint32(row[1:], p.at)
		if p.in > 0 {
			row[0] = inStream
			binary.BigEndian.PutUint32(row[1:], p.in)
			binary.BigEndian.PutUint16(row[5:], uint16(p.at))
		}
		out = append(out, row[:]...)
	}
	return differences(nil, entrySize, out)
}
