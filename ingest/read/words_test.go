package read

import (
	"testing"

	"tongket/ingest"
)

// TestKeyHasWords: what was read with other words of the job is read again.
func TestKeyHasWords(t *testing.T) {
	plain := keyOfOptions(ingest.Options{})
	words := ingest.Vocabulary{Words: []ingest.Word{{Text: "lượt khách", Role: "đơn vị", Meaning: "đếm người"}}}
	if keyOfOptions(ingest.Options{Vocabulary: words}) == plain {
		t.Error("the key does not tell the job's words")
	}
	if keyOfOptions(ingest.Options{Vocabulary: ingest.Vocabulary{Words: []ingest.Word{}}}) != plain {
		t.Error("no words make another key")
	}
}
