package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tongket/analysis"
)

// longestFolder is the most letters of a draft's folder: paths on Windows are
// short, and the outputs below it have long names too.
const longestFolder = 60

// deviceName is what Windows takes for a device, whatever folder it is in.
var deviceName = regexp.MustCompile(`^(con|prn|aux|nul|(com|lpt)[0-9])$`)

var bareNumber = regexp.MustCompile(`^\d+$`)

// draftFolder is the name of the folder in which the draft of that name is
// kept: "du-thao-lan-2" for "Dự thảo lần 2", "lần 2" and "2". It has small ASCII
// letters, digits and single hyphens only, is never empty, and is the folder of
// itself. What such letters cannot tell (another script, a very long name) ends
// in a sum of the name, so that two drafts don't share a folder.
func draftFolder(name string) string {
	name = strings.TrimSpace(norm.NFC.String(name))
	folder, whole := slug(analysis.DraftName(name))
	if bareNumber.MatchString(folder) {
		folder, _ = slug(analysis.DraftName(folder))
	}
	switch {
	case !whole || len(folder) > longestFolder || folder == "":
		folder = summed(folder, name)
	case deviceName.MatchString(folder):
		folder = "ban-" + folder
	}
	return folder
}

// keptFolders are the folders that may keep the draft of that name, the
// likeliest first: "2~1" is what draft 2 was before it was written anew.
func keptFolders(name string) []string {
	folders := []string{draftFolder(name)}
	if i := strings.LastIndexByte(name, '~'); i > 0 && bareNumber.MatchString(name[i+1:]) {
		folders = append([]string{draftFolder(name[:i]) + name[i:]}, folders...)
	}
	return folders
}

// earlierFolder is the folder of the n-th run of a draft that another one under
// the same name has replaced: "du-thao-lan-2~1".
func earlierFolder(folder string, n int) string { return fmt.Sprintf("%s~%d", folder, n) }

// summed is folder, "ban" if it is empty, cut and with the sum of name at its
// end.
func summed(folder, name string) string {
	const digits = 8
	sum := sha256.Sum256([]byte(name))
	if folder == "" {
		folder = "ban"
	}
	folder = strings.TrimSuffix(folder[:min(len(folder), longestFolder-digits-1)], "-")
	return folder + "-" + hex.EncodeToString(sum[:digits/2])
}

// slug is s in small ASCII letters and digits, with one hyphen for whatever
// stands between them. whole is false if a letter or a digit of s is lost.
func slug(s string) (out string, whole bool) {
	var b strings.Builder
	whole = true
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case r == 'đ':
			b.WriteByte('d')
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r): // an accent
		default:
			whole = whole && !unicode.IsLetter(r) && !unicode.IsNumber(r)
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		}
	}
	return strings.TrimSuffix(b.String(), "-"), whole
}
