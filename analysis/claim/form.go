package claim

import (
	"math"
	"reflect"
	"slices"
	"strconv"
)

// tag of the fields that are left out of Args where they are zero and nothing follows
// ("optional"), or that are a word of Args where they are true (that word).
const (
	tag      = "says"
	optional = "optional"
)

// Values are the numbers of a claim, in the order of its fields.
func Values(c Claim) (values []float64) {
	each(c, func(_ reflect.StructField, v reflect.Value) {
		switch x := v.Interface().(type) {
		case float64:
			values = append(values, x)
		case *float64:
			if x != nil {
				values = append(values, *x)
			}
		}
	})
	return values
}

// Args are the texts and whole numbers of a claim, in the order of its fields.
func Args(c Claim) (args []string) {
	needed := 0
	each(c, func(f reflect.StructField, v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			args = append(args, v.String())
		case reflect.Int:
			args = append(args, strconv.FormatInt(v.Int(), 10))
			if v.IsZero() {
				args[len(args)-1] = ""
			}
		case reflect.Bool:
			args = append(args, "")
			if v.Bool() {
				args[len(args)-1] = f.Tag.Get(tag)
			}
		case reflect.Slice:
			args = append(args, v.Interface().([]string)...)
		default:
			return
		}
		if f.Tag.Get(tag) == "" || !v.IsZero() {
			needed = len(args)
		}
	})
	return args[:needed]
}

// From is the claim of the type of like with those Values and Args.
func From(like Claim, values []float64, args []string) Claim {
	text := func() (s string) {
		if len(args) > 0 {
			s, args = args[0], args[1:]
		}
		return s
	}
	return with(like, func(f reflect.StructField, v reflect.Value) {
		switch v.Kind() {
		case reflect.Float64, reflect.Pointer:
			if len(values) == 0 {
				return
			}
			x := values[0]
			values = values[1:]
			if v.Kind() == reflect.Pointer {
				v.Set(reflect.ValueOf(&x))
			} else {
				v.SetFloat(x)
			}
		case reflect.String:
			v.SetString(text())
		case reflect.Int:
			n, _ := strconv.ParseInt(text(), 10, 64)
			v.SetInt(n)
		case reflect.Bool:
			v.SetBool(text() == f.Tag.Get(tag))
		case reflect.Slice:
			if len(args) > 0 {
				v.Set(reflect.ValueOf(slices.Clone(args)))
			}
			args = nil
		}
	})
}

// Finite is a claim in which a number too large to be written is the largest that can be.
func Finite(c Claim) Claim {
	if !slices.ContainsFunc(Values(c), func(x float64) bool { return math.IsInf(x, 0) || math.IsNaN(x) }) {
		return c
	}
	return with(c, func(_ reflect.StructField, v reflect.Value) {
		if v.Kind() == reflect.Float64 && (math.IsInf(v.Float(), 0) || math.IsNaN(v.Float())) {
			v.SetFloat(math.Copysign(math.MaxFloat64, v.Float()))
		}
	})
}

// each yields the fields of a claim, those of a part of it in its place.
func each(c Claim, yield func(reflect.StructField, reflect.Value)) {
	if v := reflect.ValueOf(c); c != nil && v.Kind() == reflect.Struct {
		fields(v, yield)
	}
}

// with is a copy of a claim whose fields were changed.
func with(c Claim, change func(reflect.StructField, reflect.Value)) Claim {
	v := reflect.New(reflect.TypeOf(c)).Elem()
	v.Set(reflect.ValueOf(c))
	fields(v, change)
	return v.Interface().(Claim)
}

func fields(v reflect.Value, yield func(reflect.StructField, reflect.Value)) {
	for i := range v.NumField() {
		switch f := v.Type().Field(i); {
		case !f.IsExported(): // what marks it
		case f.Type.Kind() == reflect.Struct:
			fields(v.Field(i), yield)
		default:
			yield(f, v.Field(i))
		}
	}
}
