package pdf

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// roomForSignature is how many bytes a signature has room for.
const roomForSignature = 8192

// An appendix is what is appended to a file, as a program that signs does it: objects
// by their numbers, and the cross-references of them.
type appendix struct {
	raw     []byte
	next    int // number of the next object
	objects map[int]string
}

// append writes the update, by ISO 32000-1, 7.5.6 and 7.5.8.
func (u *appendix) append(root, info int, id string) []byte {
	out := slices.Clone(u.raw)
	previous := bytes.LastIndex(out, []byte("startxref\n"))
	var at int
	fmt.Sscan(string(out[previous+len("startxref\n"):]), &at)
	var index strings.Builder
	var rows []byte
	row := func(number int) {
		fmt.Fprintf(&index, "%d 1 ", number)
		rows = append(rows, 1, byte(len(out)>>24), byte(len(out)>>16), byte(len(out)>>8), byte(len(out)), 0, 0)
	}
	for _, number := range slices.Sorted(maps.Keys(u.objects)) {
		row(number)
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", number, u.objects[number])
	}
	here := len(out)
	row(u.next)
	return fmt.Appendf(out, "%d 0 obj\n<</Type/XRef/W[1 4 2]/Size %d/Index[%s]/Prev %d/Root %d 0 R/Info %d 0 R/ID%s/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		u.next, u.next+1, index.String(), at, root, info, id, len(rows), rows, here)
}

// A file can be signed (PAdES, ETSI EN 319 142) by what is appended to it: the update
// leaves what stood before as it is, the signature covers all but itself, and other
// programs find it sound. Nothing that this package writes is signed.
func TestSignatureIsAppended(t *testing.T) {
	path := printed(t, sampleDocument(mainAnnex(1), districtAnnex(2)))
	dir := filepath.Dir(path)
	key, certificate := filepath.Join(dir, "key.pem"), filepath.Join(dir, "certificate.pem")
	tool(t, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Thu", "-days", "2", "-keyout", key, "-out", certificate)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := inspect(raw)
	root, info := c.ctx.Root.ObjectNumber.Value(), c.ctx.Info.ObjectNumber.Value()
	size := *c.ctx.Size
	u := appendix{raw: raw, next: size + 2, objects: map[int]string{}}
	const ranges = "/ByteRange[0 %010d %010d %010d]"
	u.objects[size] = "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached" + fmt.Sprintf(ranges, 0, 0, 0) + "/Contents<" + strings.Repeat("0", 2*roomForSignature) + ">>>"
	first := pageObject(1)
	u.objects[size+1] = fmt.Sprintf("<</Type/Annot/Subtype/Widget/FT/Sig/T(ChuKy)/V %d 0 R/P %d 0 R/Rect[0 0 0 0]/F 132>>", size, first)
	page := types.Dict(maps.Clone(c.pages[0]))
	page["Annots"] = types.Array{*types.NewIndirectRef(size+1, 0)}
	u.objects[first] = page.PDFString()
	catalog, err := c.ctx.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	catalog = maps.Clone(catalog)
	catalog["AcroForm"] = types.Dict{"Fields": types.Array{*types.NewIndirectRef(size+1, 0)}, "SigFlags": types.Integer(3)}
	u.objects[root] = catalog.PDFString()
	signed := u.append(root, info, c.ctx.ID.PDFString())

	from := bytes.Index(signed, []byte("/Contents<0000")) + len("/Contents")
	to := from + 2*roomForSignature + 2
	copy(signed[bytes.Index(signed, []byte("/ByteRange")):], fmt.Sprintf(ranges, from, to, len(signed)-to))
	covered, signature := filepath.Join(dir, "covered"), filepath.Join(dir, "signature")
	write := func(path string, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(covered, append(slices.Clone(signed[:from]), signed[to:]...))
	tool(t, "openssl", "cms", "-sign", "-cades", "-binary", "-md", "sha256", "-in", covered, "-signer", certificate, "-inkey", key, "-outform", "DER", "-out", signature)
	der, err := os.ReadFile(signature)
	if err != nil || len(der) > roomForSignature {
		t.Fatalf("signature of %d bytes: %v", len(der), err)
	}
	hex.Encode(signed[from+1:], der)
	if !bytes.HasPrefix(signed, raw) {
		t.Error("the update changes what stood before")
	}
	write(path, signed)
	if out := tool(t, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf --check: %s", out)
	}
	if out := tool(t, "pdfsig", "-nocert", path); !strings.Contains(out, "Signature Validation: Signature is Valid.") || !strings.Contains(out, "Total document signed") {
		t.Errorf("pdfsig: %s", out)
	}
	after := inspect(signed)
	if len(after.parts) != len(c.parts) || after.reading(2) != c.reading(2) {
		t.Error("the structure is lost")
	}
	signed[len(raw)/2] ^= 1
	write(path, signed)
	if out := tool(t, "pdfsig", "-nocert", path); strings.Contains(out, "Signature is Valid.") {
		t.Errorf("pdfsig finds a changed file signed: %s", out)
	}
}
