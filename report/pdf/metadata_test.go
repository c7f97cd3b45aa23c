package pdf

import (
	"encoding/binary"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"
	"time"
)

// The profile says its own length, its tags lie within it, and its primaries add
// up to the white of print.
func TestProfile(t *testing.T) {
	profile := sRGB()
	number := func(at int) int { return int(binary.BigEndian.Uint32(profile[at:])) }
	if number(0) != len(profile) {
		t.Errorf("the profile is %d bytes long and says %d", len(profile), number(0))
	}
	var sum, white [3]float64
	for i := range number(128) {
		name, at, size := string(profile[132+12*i:136+12*i]), number(136+12*i), number(140+12*i)
		if at < 132 || at%4 != 0 || at+size > len(profile) {
			t.Fatalf("tag %s of %d bytes at %d", name, size, at)
		}
		for k := range 3 {
			switch v := float64(int32(number(at+8+4*k))) / 65536; {
			case strings.HasSuffix(name, "XYZ"):
				sum[k] += v
			case name == "wtpt":
				white[k] = v
			}
		}
	}
	for k := range 3 {
		if math.Abs(sum[k]-white[k]) > 0.0005 || white[k] == 0 {
			t.Errorf("the primaries add up to %v, white is %v", sum, white)
		}
	}
}

// The metadata is XML whatever the title, and says no date where there is none.
func TestXMP(t *testing.T) {
	for _, k := range []card{{title: `<Phụ lục> & "I"` + "\x00\n"}, {"A", "Sở", time.Date(2020, 5, 22, 0, 0, 0, 0, time.UTC)}} {
		packet := xmp(k)
		d := xml.NewDecoder(strings.NewReader(packet))
		var err error
		for err == nil {
			_, err = d.Token()
		}
		if err != io.EOF {
			t.Errorf("%v\n%s", err, packet)
		}
		if strings.Contains(packet, "CreateDate") == k.made.IsZero() {
			t.Errorf("dates of %v:\n%s", k.made, packet)
		}
	}
}
