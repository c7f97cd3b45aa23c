package book

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestDefaultPassword: what Excel opens without asking is read. 51-velvet.xls is RC4
// with a key of 40 bits, saved by another program.
func TestDefaultPassword(t *testing.T) {
	data, err := os.ReadFile("testdata/files/51-velvet.xls")
	if err != nil {
		t.Fatal(err)
	}
	grids, issues := readBytes(t, "f", data)
	if len(grids) != 1 || len(issues) > 0 || strings.Count(cellsText(grids[0]), " number ") != 97 {
		t.Errorf("RC4: %d grids, issues %s", len(grids), issuesText(issues))
	}
	f := excelize.NewFile()
	if err := f.SetCellValue("Sheet1", "A1", 5); err != nil {
		t.Fatal(err)
	}
	var locked bytes.Buffer
	if err := f.Write(&locked, excelize.Options{Password: defaultPassword}); err != nil {
		t.Fatal(err)
	}
	grids, issues = readBytes(t, "f", locked.Bytes())
	if len(grids) != 1 || len(issues) > 0 || len(grids[0].Cells) != 1 {
		t.Errorf("xlsx: %d grids, issues %s", len(grids), issuesText(issues))
	}
}

// TestCryptoAPI encrypts a stream as [MS-OFFCRYPTO] 2.3.5 says, by the keys of the
// reader.
func TestCryptoAPI(t *testing.T) {
	for _, bits := range []uint32{0, 40, 128} {
		salt, verifier := []byte("0123456789abcdef"), []byte("fedcba9876543210")
		key := keyCryptoAPI(salt, int(bits)/8)
		sum := sha1.Sum(verifier)
		check := append(bytes.Clone(verifier), sum[:]...)
		(&keystream{key: key, block: -1}).xor(check, 0)
		header := le(uint32(4), uint32(0), uint32(0x6801), uint32(0x8004), bits, uint32(1), uint32(0), uint32(0))
		pass := le(uint16(1), uint16(2), uint16(2), uint32(4), uint32(len(header)), header, uint32(16), salt, check[:16], uint32(20), check[16:])
		plain := biffBook(t, biff8Globals, []biffRecord{{recFilePass, pass}, {recXF, le(uint16(0), uint16(0))}}, []string{"S"},
			[]biffRecord{{recNumber, le(uint16(0), uint16(0), uint16(0), 1.5)}, {0x5D, make([]byte, 3000)}, {recNumber, le(uint16(1), uint16(0), uint16(0), 2.5)}})
		// What is encrypted is deciphered by the same key stream.
		secret, ok := decipher(plain, pass)
		if !ok || bytes.Equal(secret, plain) || binary.LittleEndian.Uint16(secret) != recBOF {
			t.Fatalf("%d bits: not encrypted", bits)
		}
		grids, issues := readBytes(t, "f", secret)
		if len(grids) != 1 || cellsText(grids[0]) != "A1 number 1,5\nA2 number 2,5\n" {
			t.Errorf("%d bits: %v, issues %s", bits, grids, issuesText(issues))
		}
		pass[len(pass)-1] ^= 1
		_, issues = readBytes(t, "f", biff(t, biffRecord{recBOF, biff8Globals}, biffRecord{recFilePass, pass}, biffRecord{recEOF, nil}))
		equalText(t, "another password", issuesText(issues), `f encrypted "" []`)
	}
}

// TestXORObfuscation obfuscates streams of Excel 5 and of Excel 97 byte by byte, as
// [MS-OFFCRYPTO] 2.3.7.2 says. Another password is told.
func TestXORObfuscation(t *testing.T) {
	for _, wide := range []bool{true, false} {
		bof, pass := biff8Globals, le(uint16(0), uint16(0xB359), uint16(0x9A0A))
		if !wide {
			bof, pass = biff5Globals, pass[2:]
		}
		stream := biffBook(t, bof, []biffRecord{{recFilePass, pass}, {recXF, le(uint16(0), uint16(0))}}, []string{"S"},
			[]biffRecord{{recNumber, le(uint16(0), uint16(0), uint16(0), 1.5)}, {0x5D, make([]byte, 300)}, {recRK, le(uint16(1), uint16(0), uint16(0), uint32(7<<2|2))}})
		for pos := 0; pos < len(stream); {
			id, n := int(binary.LittleEndian.Uint16(stream[pos:])), int(binary.LittleEndian.Uint16(stream[pos+2:]))
			pos += 4
			for i := range n {
				at := (pos + n + i) % 16
				key := "VelvetSweatshop\xbb"[at] ^ []byte{0x59, 0xB3}[at%2]
				if b := stream[pos+i]; id != recBOF && id != recFilePass && (id != recBoundSheet || i >= 4) {
					stream[pos+i] = (b<<5 | b>>3) ^ (key>>1 | key<<7)
				}
			}
			pos += n
		}
		grids, issues := readBytes(t, "f", stream)
		if len(grids) != 1 || grids[0].Sheet != "S" || cellsText(grids[0]) != "A1 number 1,5\nA2 number 7\n" {
			t.Errorf("%v: %v, issues %s", wide, grids, issuesText(issues))
		}
		pass[len(pass)-1] ^= 1
		_, issues = readBytes(t, "f", biff(t, biffRecord{recBOF, bof}, biffRecord{recFilePass, pass}, biffRecord{recEOF, nil}))
		equalText(t, "another password", issuesText(issues), `f encrypted "" []`)
	}
}
