package book

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

// A token is what xmlScanner.next found.
type token uint8

const (
	tokenEnd   token = iota // of the document, or err is set
	tokenOpen               // name, attrs; an empty element is followed by its tokenClose
	tokenClose              // name
	tokenText               // text, raw unless cdata
)

const (
	bufferSize = 64 << 10
	maxToken   = 64 << 20 // bytes of one tag or text
	maxDepth   = 256      // of nesting
)

const (
	errXMLShort   readError = "xml ends early"
	errXMLNesting readError = "xml tags do not nest"
	errXMLSyntax  readError = "xml syntax"
	errXMLText    readError = "xml text is not UTF-8"
)

// An xmlScanner splits XML into tags and texts in one pass over a sliding
// buffer, and checks on the way that tags nest and that there is one root.
// It knows no namespaces: names come without their prefix.
//
// It saves nine tenths of the time of encoding/xml, and an allocation for each
// token: BenchmarkXML holds the two against each other. Sheets are nearly all XML.
//
// Its slices are valid until the following call of next.
type xmlScanner struct {
	src       io.Reader
	buf       []byte
	pos       int // of the next unread byte in buf
	end       int // of the bytes read
	atEnd     bool
	err       error
	name      []byte
	prefix    []byte
	attrs     []byte
	text      []byte
	cdata     bool
	closing   bool // the open tag just returned was an empty element
	rooted    bool
	anyPrefix bool   // attributes are asked for without their prefixes
	names     []byte // of the open elements, one after the other
	starts    []int  // of each in names
}

// newXMLScanner reads UTF-8, or what the byte order mark or the declaration
// names. The size is that of the document if it is known; buf is a buffer to
// use if it is large enough.
func newXMLScanner(src io.Reader, size uint64, buf []byte) *xmlScanner {
	n := max(min(size+1, bufferSize), 512)
	if uint64(len(buf)) < n {
		buf = make([]byte, n)
	}
	x := &xmlScanner{src: src, buf: buf}
	x.fill()
	head := x.buf[:min(x.end, 200)]
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		x.pos = 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		x.decode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader)
	case bytes.HasPrefix(head, []byte("<?xml")):
		x.declared(head)
	}
	return x
}

// declared honours the encoding of the XML declaration.
func (x *xmlScanner) declared(head []byte) {
	decl, _, _ := bytes.Cut(head, []byte("?>"))
	_, rest, ok := bytes.Cut(decl, []byte("encoding="))
	if !ok || len(rest) < 2 {
		return
	}
	label, _, _ := bytes.Cut(rest[1:], rest[:1])
	if strings.EqualFold(string(label), "utf-8") {
		return
	}
	enc, _ := charset.Lookup(string(label))
	if enc == nil {
		x.err = fmt.Errorf("%w: encoding %q", errXMLSyntax, label)
		return
	}
	x.decode(enc.NewDecoder().Reader)
}

func (x *xmlScanner) decode(wrap func(io.Reader) io.Reader) {
	read := bytes.Clone(x.buf[:x.end])
	x.src = wrap(io.MultiReader(bytes.NewReader(read), x.src))
	x.pos, x.end, x.atEnd = 0, 0, false
	x.fill()
}

// fill makes room and reads more. It returns false when there is no more.
func (x *xmlScanner) fill() bool {
	if x.atEnd || x.err != nil {
		return false
	}
	if x.pos > 0 {
		x.end = copy(x.buf, x.buf[x.pos:x.end])
		x.pos = 0
	}
	if x.end == len(x.buf) {
		if len(x.buf) >= maxToken {
			x.err = fmt.Errorf("%w: a tag or text of more than %d bytes", errXMLSyntax, maxToken)
			return false
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	for tries := 0; tries < 100; tries++ {
		n, err := x.src.Read(x.buf[x.end:])
		x.end += n
		if err == io.EOF {
			x.atEnd = true
		} else if err != nil {
			x.err = err
			return false
		}
		if n > 0 || x.atEnd {
			return n > 0
		}
	}
	x.err = io.ErrNoProgress
	return false
}

// next returns the next token; tokenEnd with err == nil means that the
// document is complete.
func (x *xmlScanner) next() token {
	if x.closing {
		x.closing = false
		x.pop()
		return tokenClose
	}
	for x.err == nil {
		if x.pos == x.end && !x.fill() {
			return x.finish()
		}
		if x.buf[x.pos] != '<' {
			if t := x.scanText(); t != tokenEnd {
				return t
			}
			continue
		}
		if x.end-x.pos < 2 && !x.fill() {
			x.fail(errXMLShort)
			break
		}
		switch x.buf[x.pos+1] {
		case '!':
			if t := x.scanBang(); t != tokenEnd {
				return t
			}
		case '?':
			x.skipPast("?>")
		case '/':
			return x.scanClose()
		default:
			return x.scanOpen()
		}
	}
	return tokenEnd
}

// fail keeps the first error.
func (x *xmlScanner) fail(err error) {
	if x.err == nil {
		x.err = err
	}
}

func (x *xmlScanner) finish() token {
	if x.err == nil && (len(x.starts) > 0 || !x.rooted) {
		x.err = errXMLShort
	}
	return tokenEnd
}

// scanText returns tokenEnd for blank text outside the root.
func (x *xmlScanner) scanText() token {
	from := 0
	for {
		if i := bytes.IndexByte(x.buf[x.pos+from:x.end], '<'); i >= 0 {
			x.text = x.buf[x.pos : x.pos+from+i]
			break
		}
		from = x.end - x.pos
		if !x.fill() {
			x.text = x.buf[x.pos:x.end]
			break
		}
	}
	x.pos += len(x.text)
	x.cdata = false
	if len(x.starts) > 0 {
		return tokenText
	}
	if len(bytes.TrimSpace(x.text)) > 0 {
		x.fail(errXMLSyntax)
	}
	return tokenEnd
}

// scanBang reads a comment, CDATA or (refused if it defines anything) DOCTYPE.
func (x *xmlScanner) scanBang() token {
	for x.end-x.pos < 9 && x.fill() {
	}
	rest := x.buf[x.pos:x.end]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		x.pos += 4
		x.skipPast("-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")) && len(x.starts) > 0:
		n := x.find("]]>", 9)
		if n < 0 {
			return tokenEnd
		}
		x.text = x.buf[x.pos+9 : x.pos+n]
		x.cdata = true
		x.pos += n + 3
		return tokenText
	case bytes.HasPrefix(rest, []byte("<!DOCTYPE")) && !x.rooted:
		n := x.find(">", 0)
		if n >= 0 && bytes.IndexByte(x.buf[x.pos:x.pos+n], '[') >= 0 {
			x.err = fmt.Errorf("%w: document type definition", errXMLSyntax)
		}
		x.pos += n + 1
	default:
		x.fail(errXMLSyntax)
	}
	return tokenEnd
}

func (x *xmlScanner) skipPast(mark string) {
	if n := x.find(mark, 0); n >= 0 {
		x.pos += n + len(mark)
	}
}

// find returns the distance of mark from pos, at least from; -1 sets err.
func (x *xmlScanner) find(mark string, from int) int {
	for {
		if i := bytes.Index(x.buf[x.pos+from:x.end], []byte(mark)); i >= 0 {
			return from + i
		}
		from = max(from, x.end-x.pos-len(mark)+1)
		if !x.fill() {
			x.fail(errXMLShort)
			return -1
		}
	}
}

// tag returns the bytes between "<" and ">"; a ">" in a quoted value is not
// the end.
func (x *xmlScanner) tag() ([]byte, bool) {
	n, quote := 1, byte(0)
	for {
		b := x.buf[x.pos:x.end]
		for ; n < len(b); n++ {
			switch c := b[n]; {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '>':
				x.pos += n + 1
				return b[1:n], true
			case c == '"' || c == '\'':
				quote = c
			case c == '<':
				x.err = errXMLSyntax
				return nil, false
			}
		}
		if !x.fill() {
			x.fail(errXMLShort)
			return nil, false
		}
	}
}

func (x *xmlScanner) scanOpen() token {
	t, ok := x.tag()
	if !ok {
		return tokenEnd
	}
	if len(t) > 0 && t[len(t)-1] == '/' {
		x.closing = true
		t = t[:len(t)-1]
	}
	n := 0
	for n < len(t) && t[n] > ' ' {
		n++
	}
	if n == 0 || len(x.starts) >= maxDepth || len(x.starts) == 0 && x.rooted {
		x.err = errXMLSyntax
		return tokenEnd
	}
	x.rooted = true
	x.attrs = t[n:]
	x.setName(t[:n])
	x.starts = append(x.starts, len(x.names))
	x.names = append(x.names, t[:n]...)
	return tokenOpen
}

func (x *xmlScanner) setName(full []byte) {
	x.prefix, x.name = nil, full
	if i := bytes.IndexByte(full, ':'); i >= 0 {
		x.prefix, x.name = full[:i], full[i+1:]
	}
}

func (x *xmlScanner) pop() {
	last := len(x.starts) - 1
	x.names = x.names[:x.starts[last]]
	x.starts = x.starts[:last]
}

func (x *xmlScanner) scanClose() token {
	t, ok := x.tag()
	if !ok {
		return tokenEnd
	}
	t = t[1:]
	for len(t) > 0 && t[len(t)-1] <= ' ' {
		t = t[:len(t)-1]
	}
	last := len(x.starts) - 1
	if last < 0 || !bytes.Equal(x.names[x.starts[last]:], t) {
		x.err = errXMLNesting
		return tokenEnd
	}
	x.setName(t)
	x.pop()
	return tokenClose
}

// depth is the number of open elements, the one just opened included.
func (x *xmlScanner) depth() int { return len(x.starts) }

// skip reads up to the end of the element that was just opened.
func (x *xmlScanner) skip() {
	for level := 1; level > 0; {
		switch x.next() {
		case tokenOpen:
			level++
		case tokenClose:
			level--
		case tokenEnd:
			return
		}
	}
}
