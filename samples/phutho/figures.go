package phutho

import (
	_ "embed"
	"encoding/csv"
	"math"
	"sort"
	"strconv"
	"strings"
)

// First and Last are the years of the series: the base year and the last year
// of the term, which is an estimate.
const (
	First = 2015
	Last  = 2020
)

//go:embed province.csv
var provinceTable string

//go:embed districts.csv
var districtTable string

// A Place is a district, town or city; its weights share out the province's
// figures. Households, Poor and NearPoor are the published counts of 2016.
type Place struct {
	Code, Name, Short         string
	Households, Poor, Near    float64
	LabourWeight, MeritWeight float64
}

// An indicator is one row of province.csv.
type indicator struct {
	unit        string
	decimals    int
	years       [Last - First + 1]float64
	numerator   string // of a rate, with denominator; years are then unused
	denominator string
}

// Figures are the true figures of the sample: an indicator, a place (0 the
// province, then the thirteen in the catalogue's order) and a year.
type Figures struct {
	Places     []Place
	indicators map[string]indicator
	shares     map[string][][]float64 // by year, then district
}

// NewFigures reads the tables and shares the province's counts out over the
// districts.
func NewFigures() *Figures {
	f := &Figures{Places: places(), indicators: map[string]indicator{}, shares: map[string][][]float64{}}
	for _, r := range rows(provinceTable) {
		f.indicators[r[0]] = newIndicator(r)
	}
	f.share()
	return f
}

func newIndicator(r []string) indicator {
	ind := indicator{unit: r[1], decimals: int(number(r[2]))}
	if strings.HasPrefix(r[3], "/") {
		ind.numerator, ind.denominator = r[3][1:], r[4][1:]
		return ind
	}
	for i := range ind.years {
		ind.years[i] = number(r[3+i])
	}
	return ind
}

func places() []Place {
	var ps []Place
	for _, r := range rows(districtTable) {
		ps = append(ps, Place{
			Code: r[0], Name: r[1], Short: r[2],
			Households: number(r[3]), Poor: number(r[4]), Near: number(r[5]),
			LabourWeight: number(r[6]), MeritWeight: number(r[7]),
		})
	}
	return ps
}

// rows are the records of an embedded table without its header. The tables
// are ours: a fault in them is a fault in the program.
func rows(table string) [][]string {
	records, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		panic(err)
	}
	return records[1:]
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err)
	}
	return v
}

// Unit of an indicator.
func (f *Figures) Unit(code string) string { return f.indicators[code].unit }

// Decimals that an indicator is printed with.
func (f *Figures) Decimals(code string) int { return f.indicators[code].decimals }

// At is the figure of an indicator at a place (0 = the province) in a year,
// rounded as it is printed.
func (f *Figures) At(code string, place, year int) float64 {
	ind, ok := f.indicators[code]
	if !ok {
		panic("no such indicator: " + code)
	}
	if ind.numerator != "" {
		return f.rate(ind, place, year)
	}
	if place == 0 {
		return ind.years[year-First]
	}
	return f.shares[code][year-First][place-1]
}

func (f *Figures) rate(ind indicator, place, year int) float64 {
	whole := f.At(ind.denominator, place, year)
	if f.Unit(ind.denominator) == "nghìn người" {
		whole *= 1000
	}
	if whole == 0 {
		return 0
	}
	return round(100*f.At(ind.numerator, place, year)/whole, ind.decimals)
}

// Total of a flow over the years after the base year.
func (f *Figures) Total(code string) float64 {
	sum := 0.0
	for y := First + 1; y <= Last; y++ {
		sum += f.At(code, 0, y)
	}
	return sum
}

// round is half away from zero, to a number of decimals.
func round(v float64, decimals int) float64 {
	p := math.Pow10(decimals)
	return math.Round(v*p+math.Copysign(1e-9, v)) / p
}

// share gives every count that the sheets print by district its districts:
// from a weight that drifts evenly from year to year, so that districts develop
// differently and smoothly. Parts are shared out within their whole.
func (f *Figures) share() {
	households := func(p Place) float64 { return p.Households }
	labour := func(p Place) float64 { return p.LabourWeight }
	merit := func(p Place) float64 { return p.MeritWeight }
	poor := func(p Place) float64 { return p.Poor }

	f.spread("ASXH-HO-TONG", households, 0.002, 1)
	f.spread("ASXH-HN-SO", poor, 0.022, 2)
	f.spread("ASXH-HCN-SO", func(p Place) float64 { return p.Near }, 0.02, 3)
	f.spread("ASXH-HN-TANG", poor, 0.008, 4)
	f.escaped()
	f.spread("ASXH-BTXH-SO", func(p Place) float64 { return p.Households + 2*p.Poor }, 0.005, 5)
	f.spread("ASXH-TE-HCDB", func(p Place) float64 { return p.Households/10 + p.Poor }, 0.008, 6)
	f.spread("ASXH-TET-SUAT", func(p Place) float64 { return p.Households + 3*p.Poor }, 0.006, 7)
	f.within("ASXH-NN-SO", "ASXH-HN-SO", 0.004, 8)
	f.rest("ASXH-BHYT-NGHEO", "ASXH-NN-SO", 9)
	f.rest("ASXH-TE-TG", "ASXH-TE-HCDB", 10)

	f.spread("NNL-VL-MOI", labour, 0.012, 11)
	f.within("NNL-VL-NU", "NNL-VL-MOI", 0.003, 12)
	f.spread("NNL-XKLD", labour, 0.02, 1)
	f.spread("NNL-TS", labour, 0.01, 2)

	f.spread("NCC-TCHT", merit, 0.004, 3)
	f.spread("NCC-HO-TONG", merit, 0.003, 4)
	f.rest("NCC-HO-MSTB", "NCC-HO-TONG", 5)
	f.spread("NCC-NHA", merit, 0.012, 6)
	f.spread("NCC-DODN", func(p Place) float64 { return p.LabourWeight*p.LabourWeight/40 + 20 }, 0.01, 7)
	f.spread("NCC-BM-SONG", func(p Place) float64 { return p.MeritWeight - 30 }, 0.01, 8)
	f.rest("NCC-BM-PD", "NCC-BM-SONG", 9)
}

// drift is a fixed pattern over places in -1..1, another for each seed.
func drift(place, seed int) float64 { return float64((place*5+seed*7)%13-6) / 6 }

// spread shares a count out by a weight that drifts by up to rate a year,
// around the published year 2016.
func (f *Figures) spread(code string, weight func(Place) float64, rate float64, seed int) {
	for year := First; year <= Last; year++ {
		w := make([]float64, len(f.Places))
		for i, p := range f.Places {
			w[i] = weight(p) * math.Pow(1+rate*drift(i, seed), float64(year-2016))
		}
		f.add(code, f.At(code, 0, year), w)
	}
}

// within shares a count out in proportion to another, with a lasting
// difference between places of up to rate.
func (f *Figures) within(code, whole string, rate float64, seed int) {
	for year := First; year <= Last; year++ {
		w := make([]float64, len(f.Places))
		for i := range w {
			w[i] = f.At(whole, i+1, year) * (1 + rate*drift(i, seed))
		}
		f.add(code, f.At(code, 0, year), w)
	}
}

// rest shares out what is missing of the whole, so that no part exceeds it.
func (f *Figures) rest(code, whole string, seed int) {
	for year := First; year <= Last; year++ {
		w := make([]float64, len(f.Places))
		for i := range w {
			w[i] = f.At(whole, i+1, year) * (1 + 0.3*drift(i, seed))
		}
		missing := apportion(f.At(whole, 0, year)-f.At(code, 0, year), w)
		for i := range missing {
			missing[i] = f.At(whole, i+1, year) - missing[i]
		}
		f.shares[code] = append(f.shares[code], missing)
	}
}

// escaped are the households that got out of poverty in a year: what the
// balance of the year's start and end leaves.
func (f *Figures) escaped() {
	f.add("ASXH-HN-THOAT", f.At("ASXH-HN-THOAT", 0, First), f.shares["ASXH-HN-SO"][0])
	for year := First + 1; year <= Last; year++ {
		var counts []float64
		for i := range f.Places {
			counts = append(counts, f.At("ASXH-HN-SO", i+1, year-1)+f.At("ASXH-HN-TANG", i+1, year)-f.At("ASXH-HN-SO", i+1, year))
		}
		f.shares["ASXH-HN-THOAT"] = append(f.shares["ASXH-HN-THOAT"], counts)
	}
}

func (f *Figures) add(code string, total float64, weights []float64) {
	f.shares[code] = append(f.shares[code], apportion(total, weights))
}

// apportion shares a whole number out by weights into whole numbers that add
// up to it, by largest remainder; among equal remainders the first goes first.
func apportion(total float64, weights []float64) []float64 {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	parts := make([]float64, len(weights))
	order := make([]int, len(weights))
	left := total
	for i, w := range weights {
		parts[i] = math.Floor(total*w/sum + 1e-9)
		left -= parts[i]
		order[i] = i
	}
	remainder := func(i int) float64 { return math.Round((total*weights[i]/sum-parts[i])*1e9) / 1e9 }
	sort.SliceStable(order, func(a, b int) bool { return remainder(order[a]) > remainder(order[b]) })
	for _, i := range order[:int(left)] {
		parts[i]++
	}
	return parts
}
