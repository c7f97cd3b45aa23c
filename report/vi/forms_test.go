package vi

import "testing"

// Every column of a form tells what it is for, whatever columns its register has.
func TestFormsHelp(t *testing.T) {
	for form, columns := range map[string][]FormColumn{
		"danh-muc": CatalogueForm(), "dia-ban": PlacesForm(""), "nguon": SourcesForm([]string{"Huyện A"}), "sua-so": CorrectionsForm(nil),
	} {
		for _, c := range columns {
			if c.Name == "" || c.Help == "" || c.Width == 0 {
				t.Errorf("%s: column %q has no help or no width", form, c.Name)
			}
		}
	}
}
