import { give, refuse, textOf } from '../refusal.ts'
import type { LocalInterface } from './system.ts'

/** 处方流转病种目录信息同步 (N 10.1 item 6): from the next message on hospitals may diagnose it, or no more. A code stays in its list. */
export const syncDisease: LocalInterface = ({ store }, { data }) => {
  const code = textOf(data, 'diseCodg')
  const list = textOf(data, 'diseType') === '1' ? 'icd' : 'outpatient'
  const valiFlag = textOf(data, 'valiFlag')
  const known = store.staff.disease(code)
  if (known !== undefined && known.list !== list) return refuse('700323', 'diseType', '须为登记的病种类别')
  if (valiFlag === '0' && known === undefined) return refuse('700323', 'diseCodg', '没有登记该病种')
  if (valiFlag === '0') store.staff.removeDisease(code)
  else store.staff.putDisease({ code, name: textOf(data, 'diseName'), list })
  return give({ diseCodg: code, valiFlag })
}

/** 处方开具医保医师信息同步 (N 10.1 item 7): who prescribes where. A doctor has one code, and works in a department that the hospital has. */
export const syncDoctor: LocalInterface = ({ store }, { data }) => {
  const { registry, staff } = store
  const code = textOf(data, 'drCode')
  const identityNumber = textOf(data, 'drCertno')
  const known = staff.doctor(code)
  if (known !== undefined && known.identityNumber !== identityNumber) return refuse('700324', 'drCode', '该代码已属其他医师')
  const same = staff.doctorOf(identityNumber)
  if (same !== undefined && same.code !== code) return refuse('700324', 'drCode', '该医师已有其他代码')
  const hospital = registry.institution(textOf(data, 'fixmedinsCode'))
  if (hospital?.kind !== 'hospital') return refuse('700321', 'fixmedinsCode', '须为登记的定点医疗机构')
  const department = staff.department(hospital.code, textOf(data, 'deptCode'))
  if (department === undefined) return refuse('700324', 'deptCode', '该机构没有该科室')
  if (department.name !== textOf(data, 'deptName')) return refuse('700324', 'deptName', '须与科室编号一致')
  const valiFlag = textOf(data, 'valiFlag')
  if (valiFlag === '0' && known === undefined) return refuse('700324', 'drCode', '没有登记该医师')
  if (valiFlag === '0') staff.removeDoctor(code)
  else {
    staff.putDoctor({
      code,
      name: textOf(data, 'drName'),
      identityNumber,
      hospital: hospital.code,
      department: department.name,
    })
  }
  return give({ drCode: code, valiFlag })
}
