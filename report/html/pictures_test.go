package html

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var (
	pictures = flag.String("pictures", "", "write pictures of a dashboard into this folder, to look at")
	dashview = flag.String("dashboard", "", "the bieu-do.html to take them of; empty: of the sample")
	focus    = flag.String("focus", "CT-001", "code of the indicator to open")
)

// TestPictures takes the pictures that a person looks at: three widths, both
// themes, the views, and what is printed.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no -pictures")
	}
	file := *dashview
	if file == "" {
		file = filepath.Join(t.TempDir(), "bieu-do.html")
		if err := os.WriteFile(file, write(t, sample(*size)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	file, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(*pictures, 0o777); err != nil {
		t.Fatal(err)
	}
	ctx, stop := chromedp.NewContext(startBrowser(t))
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	b := &reader{T: t, ctx: ctx}
	b.do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate("file://"+file))
	views := []struct {
		name, hash    string
		width, height int64
		dark, whole   bool
	}{
		{"tong-quan-360", "", 360, 780, false, false},
		{"tong-quan-1280", "", 1280, 900, false, false},
		{"tong-quan-1920", "", 1920, 1080, false, false},
		{"tong-quan-toi", "", 1280, 900, true, false},
		{"chi-tieu-360", "#chi-tieu=" + *focus, 360, 780, false, true},
		{"chi-tieu-1280", "#chi-tieu=" + *focus, 1280, 900, false, true},
		{"chi-tieu-1920", "#chi-tieu=" + *focus, 1920, 1080, false, true},
		{"chi-tieu-toi", "#chi-tieu=" + *focus, 1280, 900, true, true},
		{"thay-doi-1280", "#thay-doi", 1280, 900, false, false},
		{"gop-y-360", "#gop-y", 360, 780, false, false},
		{"gop-y-1280", "#gop-y", 1280, 900, false, false},
		{"thay-doi-360", "#thay-doi", 360, 780, false, false},
		{"gop-y-toi", "#gop-y", 1920, 1080, true, false},
		{"trinh-chieu-dau", "#trinh-chieu=0", 1920, 1080, false, false},
		{"trinh-chieu", "#trinh-chieu=1&chi-tieu=" + *focus, 1920, 1080, false, false},
		{"thay-doi-toi", "#thay-doi", 1280, 900, true, false},
		{"trinh-chieu-dia-ban", "#trinh-chieu=2&chi-tieu=" + *focus, 1280, 720, true, false},
		{"dia-ban", "#dia-ban=12&tim=ty+le", 1280, 900, false, false},
	}
	for _, v := range views {
		theme := "light"
		if v.dark {
			theme = "dark"
		}
		b.do(chromedp.EmulateViewport(v.width, v.height))
		eval[any](b, `void (document.documentElement.dataset.theme !== '`+theme+`' && document.querySelector('[data-action="theme"]').click())`)
		b.goTo(v.hash)
		shot := cdppage.CaptureScreenshotParams{CaptureBeyondViewport: &v.whole}
		if v.whole {
			height := eval[float64](b, `document.documentElement.scrollHeight`)
			shot.Clip = &cdppage.Viewport{Width: float64(v.width), Height: height, Scale: 1}
		}
		keepFile(b, v.name+".png", shot)
	}
	b.goTo("#")
	printed, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(func(p *cdppage.PrintToPDFParams) {
		p.PreferCSSPageSize, p.PrintBackground = new(bool), new(bool)
		*p.PreferCSSPageSize, *p.PrintBackground = true, true
	}))
	b.must(err)
	b.must(os.WriteFile(filepath.Join(*pictures, "in.pdf"), printed, 0o666))
}

func keepFile(b *reader, name string, shot cdppage.CaptureScreenshotParams) {
	b.Helper()
	result, err := chromedp.Call(b.ctx, cdppage.CaptureScreenshot, shot)
	b.must(err)
	b.must(os.WriteFile(filepath.Join(*pictures, name), result.Data, 0o666))
}
