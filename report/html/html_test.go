package html

import (
	"bytes"
	"flag"
	"os"
	"testing"
)

var keep = flag.String("page", "", "write the page of the sample to this file, to look at it")
var size = flag.Int("indicators", 35, "indicators of that page")

func TestKeepPage(t *testing.T) {
	if *keep == "" {
		t.Skip("no -page")
	}
	r := sample(*size)
	var b bytes.Buffer
	if err := Write(&b, r, document(r)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(*keep, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes", b.Len())
}
