package words

import (
	"strings"
)

// A Role says what a column of a table is.
type Role string

const (
	RoleNone      Role = ""
	RoleSerial    Role = "serial"
	RoleCode      Role = "code"
	RoleLabel     Role = "label" // indicators
	RolePlace     Role = "place"
	RoleProvince  Role = "province" // a second column of places: what the first lies in
	RoleUnit      Role = "unit"
	RoleYear      Role = "year"
	RoleKind      Role = "kind" // KH, TH, ước
	RoleBreakdown Role = "breakdown"
	RoleNote      Role = "note"
	RoleValue     Role = "value" // a figure, and nothing else is said
	RoleFigure    Role = "figure"
)

var headerWords = func() map[string]Role {
	m := map[string]Role{}
	for r, list := range map[Role]string{
		RoleSerial: "stt,tt,số tt,số thứ tự,no,s tt,stt no,thứ tự,order",
		RoleCode:   "mã,mã số,mã huyện,mã đơn vị,mã đv,mã chỉ tiêu,code,ms,mã tỉnh,mã xã,mã hành chính,mã đvhc,mã địa bàn,mã ct,mã biểu,ký hiệu",
		RoleLabel:  "chỉ tiêu,nội dung,tên chỉ tiêu,các chỉ tiêu,danh mục,nội dung chỉ tiêu,chỉ tiêu chủ yếu,các chỉ tiêu chủ yếu,tên chỉ số,chỉ số,chỉ tiêu nội dung,nhóm chỉ tiêu,nội dung thực hiện,nhiệm vụ,chính sách,loại hình,diễn giải,indicator,items,tiêu chí,tên tiêu chí,hạng mục,đối tượng,nhóm đối tượng,loại đối tượng,chỉ tiêu nhiệm vụ,chỉ tiêu cơ bản,chương trình,chỉ tiêu thống kê",
		RolePlace: "huyện,địa bàn,địa phương,đơn vị,tên đơn vị,tên huyện,đơn vị hành chính,huyện thành thị,huyện thành phố,huyện thị xã thành phố,các huyện thành thị,huyện thị thành,huyện thành phố thị xã,thành phố huyện thị xã,huyện thị,xã phường thị trấn,xã phường,tên xã,tỉnh thành phố,tỉnh thành,quận huyện,khu vực,vùng," +
			"các huyện,tên địa phương,huyện tx tp,huyện tp tx,huyện thị xã,huyện thị thành phố,xã,nơi,place,district,tên địa bàn,đơn vị báo cáo,đơn vị cấp huyện,huyện thành phố thị,thành phố thị xã huyện,thành thị huyện,huyện quận,phường xã,các đơn vị,đơn vị địa phương,tên huyện thành thị,tên đơn vị hành chính,huyện thị xã tp,huyện xã",
		RoleProvince: "tỉnh,tên tỉnh,province",
		RoleUnit:     "đvt,đơn vị tính,đv tính,đơn vị đo,đ v t,đơn vị tinh,unit",
		RoleYear:     "năm,năm báo cáo,year,kỳ,kỳ báo cáo,thời gian,thời kỳ,thời điểm,giai đoạn,năm thực hiện,niên độ",
		RoleKind:     "loại,loại số liệu,kh th,loại kh th ước,loại kh th,phân loại,loại số,tính chất,loại giá trị,th kh",
		RoleValue:    "giá trị,số liệu,trị số,value,số liệu báo cáo,giá trị số liệu",
		RoleNote:     "ghi chú,chú thích,nguồn,nguồn số liệu,giải trình,đơn vị phụ trách,cơ quan chủ trì,căn cứ,note,notes,đơn vị chủ trì,người phụ trách,lý do,nguyên nhân,đơn vị thực hiện,cơ quan thực hiện,điện thoại,số điện thoại,sđt,ngày nhập,ngày báo cáo,thuyết minh,ghi chú khác,cơ quan phụ trách,phụ trách,đơn vị theo dõi,văn bản",
	} {
		for word := range WordSet(list) {
			m[word] = r
		}
	}
	return m
}()

// HeaderWord is the role that a header's key names by itself.
func HeaderWord(k string) Role {
	if r := headerWords[k]; r != "" {
		return r
	}
	for _, begin := range []struct {
		text string
		role Role
	}{{"ghi chú", RoleNote}, {"chỉ tiêu", RoleLabel}, {"đơn vị tính", RoleUnit}, {"huyện thành", RolePlace}, {"tên huyện", RolePlace}, {"huyện thị", RolePlace}} {
		if strings.HasPrefix(k, begin.text+" ") && len(k) < 50 && !strings.Contains(k, "giao") && !strings.Contains(k, "nghị quyết") && !strings.Contains(k, "kế hoạch") {
			return begin.role
		}
	}
	return RoleNone
}
