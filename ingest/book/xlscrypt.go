package book

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
)

// defaultPassword is the one that Excel tries before it asks: workbooks whose
// structure alone is protected are encrypted with it ([MS-OFFCRYPTO] 2.3.7.1).
const defaultPassword = "VelvetSweatshop"

// decipher is the stream of an encrypted .xls in plain, if the default password opens
// it; pass is what its FILEPASS record holds. Headers of records are never encrypted,
// nor are the records that say how it is done.
func decipher(stream, pass []byte) ([]byte, bool) {
	var decrypt func(data []byte, offset, size int)
	if key := rc4Key(pass); key != nil {
		keys := keystream{key: key, block: -1}
		decrypt = func(data []byte, offset, _ int) { keys.xor(data, offset) }
	} else if isXORObfuscated(pass) {
		decrypt = unobfuscate
	} else {
		return nil, false
	}
	out := bytes.Clone(stream)
	r := recordReader{stream: stream}
	for r.pos+4 <= len(stream) {
		start := r.pos + 4
		id, data, ok := r.one()
		if !ok {
			break
		}
		switch id {
		case recBOF, recFilePass, recInterfaceHdr, recFileLock, recUsrExcl, recRRDHead, recRRDInfo:
			continue
		}
		from := 0
		if id == recBoundSheet { // where the sheet begins
			from = min(4, len(data))
		}
		decrypt(out[start+from:start+len(data)], start+from, len(data))
	}
	return out, true
}

// What [MS-OFFCRYPTO] 2.3.7 makes of the default password: its key, and the verifier
// by which it is known.
const (
	xorKey      = 0xB359
	xorVerifier = 0x9A0A
)

// isXORObfuscated reports whether the default password opens a stream that was
// obfuscated as Excel 5 does it; BIFF8 has the kind of encryption before.
func isXORObfuscated(pass []byte) bool {
	d := fields{data: pass}
	if len(pass) != 4 && d.u16() != 0 {
		return false
	}
	key, verifier := d.u16(), d.u16()
	return d.err == nil && key == xorKey && verifier == xorVerifier
}

// unobfuscate undoes XOR obfuscation of data at an offset in the stream, from a record
// of so many bytes ([MS-OFFCRYPTO] 2.3.7.3, [MS-XLS] 2.2.10).
func unobfuscate(data []byte, offset, size int) {
	const pad = "\xBB" // behind the password, up to 16
	for i, b := range data {
		n := (offset + size + i) % 16
		k := (defaultPassword + pad)[n] ^ byte(uint16(xorKey)>>(n%2*8))
		data[i] = bits.RotateLeft8(b^bits.RotateLeft8(k, -1), -5)
	}
}

// A keystream is the RC4 key stream of a file, a new key every 1024 bytes.
type keystream struct {
	key   func(block int) []byte
	block int
	at    int // in the block
	rc4   *rc4.Cipher
}

// xor combines bytes with the key stream at an offset, which never goes back within a
// block.
func (k *keystream) xor(data []byte, offset int) {
	const size = 1024
	for len(data) > 0 {
		if block := offset / size; block != k.block || k.rc4 == nil || offset%size < k.at {
			k.rc4, _ = rc4.NewCipher(k.key(block))
			k.block, k.at = block, 0
		}
		if skip := offset%size - k.at; skip > 0 {
			k.rc4.XORKeyStream(make([]byte, skip), make([]byte, skip))
			k.at += skip
		}
		n := min(len(data), size-k.at)
		k.rc4.XORKeyStream(data[:n], data[:n])
		data, offset, k.at = data[n:], offset+n, k.at+n
	}
}

// rc4Key gives the key of each block by the default password; nil if that is not the
// password, or the encryption is of another kind.
func rc4Key(pass []byte) func(block int) []byte {
	d := fields{data: pass}
	if d.u16() != 1 {
		return nil
	}
	var key func(block int) []byte
	var verifier, hash []byte
	switch major, minor := d.u16(), d.u16(); {
	case major == 1 && minor == 1:
		key = key40(d.take(16))
		verifier, hash = d.take(16), d.take(16)
	case major >= 2 && major <= 4 && minor == 2:
		d.skip(4)
		header := fields{data: d.take(int(min(d.u32(), 4096)))}
		header.skip(16)
		bits := int(header.u32())
		d.skip(4) // size of the salt
		if header.err != nil || bits < 0 || bits > 128 || bits%8 != 0 {
			return nil
		}
		key = keyCryptoAPI(d.take(16), bits/8)
		verifier = d.take(16)
		d.skip(4)
		hash = d.take(20)
	default:
		return nil
	}
	if d.err != nil {
		return nil
	}
	plain := append(bytes.Clone(verifier), hash...)
	(&keystream{key: key, block: -1}).xor(plain, 0)
	verifier, hash = plain[:16], plain[16:]
	var sum []byte
	if len(hash) == md5.Size {
		s := md5.Sum(verifier)
		sum = s[:]
	} else {
		s := sha1.Sum(verifier)
		sum = s[:]
	}
	if !bytes.Equal(sum, hash) {
		return nil
	}
	return key
}

func utf16Bytes(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// key40 is [MS-OFFCRYPTO] 2.3.6.2.
func key40(salt []byte) func(block int) []byte {
	first := md5.Sum(utf16Bytes(defaultPassword))
	second := md5.Sum(bytes.Repeat(append(bytes.Clone(first[:5]), salt...), 16))
	return func(block int) []byte {
		key := md5.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(second[:5]), uint32(block)))
		return key[:]
	}
}

// keyCryptoAPI is [MS-OFFCRYPTO] 2.3.5.2, for a key of so many bytes.
func keyCryptoAPI(salt []byte, size int) func(block int) []byte {
	first := sha1.Sum(append(bytes.Clone(salt), utf16Bytes(defaultPassword)...))
	if size == 0 {
		size = 5
	}
	return func(block int) []byte {
		key := sha1.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(first[:]), uint32(block)))
		if size == 5 {
			return append(key[:5:5], make([]byte, 11)...)
		}
		return key[:size]
	}
}
