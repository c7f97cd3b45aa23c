// Package book answers what a file holds: it turns the bytes of .xlsx, .xls, .ods,
// HTML, MHTML, SpreadsheetML 2003 and separated text, in the encodings of
// Vietnamese, into grids of cells.
//
// It does not know what a table is. A damaged cell, sheet or file is an Issue, and
// the rest is read.
//
// The readers are ours. A figure needs the cell that it stands in, a text the font
// that it is shown in, and damage must be told; no module that is kept and whose
// licence is permissive gives all three.
//
//   - excelize takes damaged files without an error: of 300 workbooks with one byte
//     changed it read 148 with cells lost and 12 with other figures. GetRows loses
//     the place of cells that are out of order, and one pass over values, formats
//     and formulas is not to be had. It takes over three times as long as the
//     scanner here. Formulas that were saved without a result are computed by it.
//   - .xls: shakinm/xlsReader is under the GPL, panics, and drops the results of
//     formulas; extrame/xls panics, hangs and runs out of memory. nkiri/xls and
//     b0r1ssh/go-xls (new, MIT; not tried) read BIFF8 alone, and their documentation
//     names neither fonts nor merges. The container is read by mscfb.
//   - .ods: knieriem/odf and its forks, and ksev/ods, give tables of texts.
//   - HTML is parsed by golang.org/x/net/html; how Excel lays a page out on a sheet
//     is ours.
package book

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"syscall"

	"tongket/ingest"
)

// Limits of what is read; beyond them a file is refused as too large.
const (
	MaxSize  = 1 << 30 // bytes of a file, and of all parts of a zip together
	maxRatio = 400     // inflated to stored bytes of a part, from bombSize on
	bombSize = 32 << 20
	maxCells = 8 << 20 // of all sheets of a file
	maxText  = 32767   // letters of a cell, as in Excel

	maxTexts    = 256 << 20 // bytes of the texts in the cells of a file
	maxLong     = 8 << 20   // of these, bytes of texts longer than longText, as no name of a figure is
	longText    = 1000
	maxFormulas = 32 << 20 // bytes of the different formulas of a file
	maxCopies   = 1 << 20  // cells and merges of a file that are stored once and repeated
)

// What is wrong with a damaged part or cell: the last Arg of CodeCorrupt and
// the Arg of CodeDamagedCell.
const (
	DamageChecksum  = "checksum"  // the stored checksum differs
	DamageShort     = "short"     // it ends early
	DamageStructure = "structure" // tags or records do not fit together
	DamageMissing   = "missing"   // a part that others name is not there

	DamageReference = "reference" // a cell whose reference is none ("2A"), or contradicts its row
	DamageDuplicate = "duplicate" // a second value for the same cell: the first is kept
	DamageValues    = "values"    // several values in one cell: none is taken
	DamageType      = "type"      // the type of the value is missing or none that there is: it is taken for what it looks like
	DamageNumber    = "number"    // a number that is none
	DamageRecord    = "record"    // a record that may hold a cell, of a kind that is not read
	DamageString    = "string"    // a shared string that is not there
	DamageStyle     = "style"     // a style that is not there: the number format is unknown
	DamageCovered   = "covered"   // a number under a merged cell, which Excel does not show: left out
	DamageLong      = "long"      // a text longer than any that Excel keeps: cut
	DamageText      = "text"      // characters that cannot be read, or a quote that is never closed
	DamageMore      = "more"      // of the whole sheet: there are more such cells than are listed
)

// Why a file cannot be opened: the Arg of CodeUnreadable, or the system's own
// words where it is none of these.
const (
	TroubleMissing    = "not-exist"  // it is gone
	TroublePermission = "permission" // it may not be read
	TroubleDirectory  = "directory"  // it is a folder
	TroubleLocked     = "locked"     // another program holds it
	TroubleDisk       = "disk"       // the disk or the network gives it not
	TroubleNotFile    = "not-file"   // it is a pipe or a device
	TroubleMany       = "many-files" // too many files are open
	TroubleChanged    = "changed"    // it is not as it was when its sum was taken
)

// Grids reads one file, whatever its name says it is: .xlsx and .xlsm
// (transitional and strict), .xls (BIFF5 and BIFF8), .ods, HTML tables and
// SpreadsheetML saved as .xls, and text with separators.
//
// The issues are those of the file, of damaged sheets and of damaged cells.
// A file that cannot be read gives no grids and exactly one issue; so does one
// without any cell, and one whose bytes are not those of src.SHA256. A damaged sheet gives one issue and no grid. Formulas
// without a cached value give no issue here: the cells say Uncached.
//
// A workbook that this program sent back to its sender, and that came back, gives the
// issue CodeReturned beside what it holds, and the list of its doubts is no grid.
//
// A file on which a reader panics gives the issue CodeFault: the fault is this
// program's.
//
// When ctx is done, Grids returns early with what it has.
func Grids(ctx context.Context, src ingest.Source) ([]ingest.Grid, []ingest.Issue) {
	return orFault(src.Name, func() ([]ingest.Grid, []ingest.Issue) {
		grids, issues := open(ctx, src)
		if i := slices.IndexFunc(grids, isOwnList); i >= 0 && len(grids) > 1 {
			issues = append(issues, ingest.Issue{Pos: ingest.Pos{File: src.Name}, Code: ingest.CodeReturned})
		}
		return slices.DeleteFunc(grids, isOwnList), issues
	})
}

// isOwnList tells the sheet that this program adds to a workbook that it sends back.
func isOwnList(g ingest.Grid) bool {
	return len(g.Cells) > 0 && g.Cells[0].Kind == ingest.Text && slices.Contains(ownOutputs["sheet"], g.Cells[0].Text)
}

// orFault reads, and turns a panic into the one issue of the file.
func orFault(name string, read func() ([]ingest.Grid, []ingest.Issue)) (grids []ingest.Grid, issues []ingest.Issue) {
	defer func() {
		if r := recover(); r != nil {
			fault := &Panic{Value: r, Stack: debug.Stack()}
			grids, issues = nil, []ingest.Issue{{Pos: ingest.Pos{File: name}, Code: ingest.CodeFault, Err: fault}}
		}
	}()
	return read()
}

// A Panic is what broke a reader, and where: the cause of a CodeFault.
type Panic struct {
	Value any
	Stack []byte
}

func (p *Panic) Error() string { return fmt.Sprintf("panic: %v", p.Value) }

func open(ctx context.Context, src ingest.Source) ([]ingest.Grid, []ingest.Issue) {
	f, err := Open(src.Path)
	if err != nil {
		return nil, []ingest.Issue{unreadable(src.Name, err)}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, []ingest.Issue{unreadable(src.Name, err)}
	}
	b := &book{ctx: ctx, name: src.Name, file: f, size: info.Size()}
	if src.SHA256 != "" && b.size <= atOnce {
		return b.readSummed(f, src.SHA256)
	}
	grids, issues := b.read()
	if Changed(ctx, f, info, src.SHA256) {
		return nil, b.fail(ingest.CodeUnreadable, TroubleChanged)
	}
	return grids, issues
}

// atOnce is the size in bytes up to which a file is taken into memory as a whole,
// so that what is summed is what is read.
const atOnce = 64 << 20

// readSummed reads a file that must have that sum.
func (b *book) readSummed(f io.Reader, want string) ([]ingest.Grid, []ingest.Issue) {
	data, err := io.ReadAll(io.LimitReader(f, atOnce+1))
	if err != nil {
		return nil, []ingest.Issue{unreadable(b.name, err)}
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
		return nil, b.fail(ingest.CodeUnreadable, TroubleChanged)
	}
	b.file, b.size = bytes.NewReader(data), int64(len(data))
	return b.read()
}

func unreadable(name string, err error) ingest.Issue {
	return ingest.Issue{Pos: ingest.Pos{File: name}, Code: ingest.CodeUnreadable, Args: []string{trouble(err)}}
}

// trouble is one of the Troubles, or the system's words.
func trouble(err error) string {
	windows := func(codes ...syscall.Errno) bool {
		var code syscall.Errno
		return runtime.GOOS == "windows" && errors.As(err, &code) && slices.Contains(codes, code)
	}
	switch {
	case windows(32, 33): // sharing violation, lock violation
		return TroubleLocked
	case windows(21, 23, 53, 55, 59, 64, 1117): // not ready, data error, network path, device error
		return TroubleDisk
	case errors.Is(err, fs.ErrNotExist):
		return TroubleMissing
	case errors.Is(err, fs.ErrPermission):
		return TroublePermission
	case errors.Is(err, syscall.EISDIR):
		return TroubleDirectory
	case errors.Is(err, ErrNotFile):
		return TroubleNotFile
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE), windows(4):
		return TroubleMany
	case errors.Is(err, syscall.EIO), errors.Is(err, syscall.ESTALE), errors.Is(err, syscall.ENXIO), errors.Is(err, syscall.ENODEV), errors.Is(err, syscall.ETIMEDOUT):
		return TroubleDisk
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return err.Error()
}

// A book is one file while it is read.
type book struct {
	ctx    context.Context
	name   string
	file   io.ReaderAt
	size   int64
	issues []ingest.Issue
	text   textDecoder
	room   *room // nil: no sheet was begun

	stylesLost bool // there were more styles than can be told apart
}

// read tells the format by its first bytes.
func (b *book) read() ([]ingest.Grid, []ingest.Issue) {
	if b.size == 0 {
		return nil, b.fail(ingest.CodeEmptyFile)
	}
	if b.size > MaxSize {
		return nil, b.tooLarge("file", b.size, MaxSize)
	}
	head := make([]byte, min(b.size, HeadSize))
	if _, err := b.file.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, []ingest.Issue{unreadable(b.name, err)}
	}
	if isStump(head) {
		return nil, b.fail(ingest.CodeCorrupt, "file", DamageShort)
	}
	var grids []ingest.Grid
	var fault []ingest.Issue // the one issue of a file that cannot be read
	switch kind := sniff(head); kind {
	case "zip":
		grids, fault = b.readZip()
	case "ole":
		grids, fault = b.readOLE()
	case "biff":
		data, err := b.bytes()
		if err != nil {
			return nil, []ingest.Issue{unreadable(b.name, err)}
		}
		grids, fault = b.readBIFF(data)
	case "text":
		if isOutputText(head) {
			return nil, b.fail(ingest.CodeOwnOutput)
		}
		grids, fault = b.readText()
	default:
		return nil, b.fail(ingest.CodeNotASheet, kind)
	}
	if fault != nil {
		return nil, fault
	}
	if len(b.issues) == 0 && !anyCell(grids) {
		return nil, b.fail(ingest.CodeEmptyFile)
	}
	b.bareTexts(grids)
	b.judgeLetters(grids)
	if slices.ContainsFunc(grids, func(g ingest.Grid) bool { return !g.Illegible }) || len(grids) == 0 {
		b.issues = append(b.text.issues(b.name), b.issues...)
	}
	return grids, b.issues
}

// IsText reports whether a file that begins so is text in some encoding.
func IsText(head []byte) bool { return sniff(head) == "text" }

// sniff is "zip", "ole", "biff", "text", or the Arg of CodeNotASheet.
func sniff(head []byte) string {
	has := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case has("PK\x03\x04"), has("PK\x05\x06"):
		return "zip"
	case has("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return "ole"
	case has("\x09\x08\x10\x00"), has("\x09\x08\x08\x00"):
		return "biff"
	case has("\x09\x00\x04\x00"), has("\x09\x02\x06\x00"), has("\x09\x04\x06\x00"):
		return ingest.LooksOldExcel
	case has("%PDF"):
		return ingest.LooksPDF
	case has("{\\rtf"):
		return ingest.LooksWord
	case has("\x89PNG"), has("\xff\xd8\xff"), has("GIF8"), has("II*\x00"), has("MM\x00*"), has("BM") && isBinary(head):
		return ingest.LooksImage
	case has("Rar!"), has("7z\xbc\xaf\x27\x1c"), has("\x1f\x8b"):
		return ingest.LooksArchive
	case isBinary(head):
		return ingest.LooksUnknown
	}
	return "text"
}

// isStump reports whether the bytes are the mere beginning of a workbook.
func isStump(head []byte) bool {
	return bytes.HasPrefix([]byte("PK\x03\x04"), head) || bytes.HasPrefix([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), head) ||
		bytes.HasPrefix([]byte("<?xml "), head)
}

// isBinary reports whether the bytes are no text in any encoding that we know:
// control characters, or NULs that are no UTF-16.
func isBinary(head []byte) bool {
	control, even, odd := 0, 0, 0
	for i, c := range head {
		switch {
		case c == 0 && i%2 == 0:
			even++
		case c == 0:
			odd++
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a:
			control++
		}
	}
	if isUTF32(head) || bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return false
	}
	if nul := even + odd; nul > 0 {
		return max(even, odd)*4 < len(head) || min(even, odd)*10 > nul
	}
	return control*100 > len(head)
}

func anyCell(grids []ingest.Grid) bool {
	return slices.ContainsFunc(grids, func(g ingest.Grid) bool { return len(g.Cells) > 0 })
}

// fail is the one issue of a file that cannot be read.
func (b *book) fail(code string, args ...string) []ingest.Issue {
	return []ingest.Issue{{Pos: ingest.Pos{File: b.name}, Code: code, Args: args}}
}

func (b *book) tooLarge(what string, size, limit int64) []ingest.Issue {
	return b.fail(ingest.CodeTooLarge, what, strconv.FormatInt(size, 10), strconv.FormatInt(limit, 10))
}

func (b *book) add(pos ingest.Pos, code, raw string, args ...string) {
	b.issues = append(b.issues, ingest.Issue{Pos: pos, Code: code, Raw: raw, Args: args})
}

// nextStyle is the index of a style to be added to n others. ok is false where
// no more can be told apart, which is an issue: a file with so many is broken.
func (b *book) nextStyle(n int) (i uint16, ok bool) {
	if n <= math.MaxUint16 {
		return uint16(n), true
	}
	if !b.stylesLost {
		b.stylesLost = true
		b.add(ingest.Pos{File: b.name}, ingest.CodeDamagedCell, "", DamageStyle)
	}
	return 0, false
}

// bytes is the whole file.
func (b *book) bytes() ([]byte, error) {
	data := make([]byte, b.size)
	n, err := b.file.ReadAt(data, 0)
	if err == io.EOF && int64(n) == b.size {
		err = nil
	}
	return data[:n], err
}
