/* Generated: C struct layouts read from the debug information of real interpreters. */
import type { StructLayouts } from '../structs.js';

/** By C name: since which version, size in bytes and offset of each field. Flattened: ob_base is PyObject or PyVarObject. */
export const structs: StructLayouts = {
  PyObject: {
    '2.7': { size: 16, fields: { ob_refcnt: 0, ob_type: 8 } },
    '3.12': { size: 16, fields: { ob_refcnt: 0, ob_refcnt_split: 0, ob_type: 8 } },
    '3.14': {
      size: 16,
      fields: { ob_refcnt_full: 0, ob_refcnt: 0, ob_overflow: 4, ob_flags: 6, _aligner: 0, ob_type: 8 }
    }
  },
  PyVarObject: {
    '2.7': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, ob_size: 16 } }
  },
  PyGC_Head: {
    '2.7': { size: 32, fields: { gc_next: 0, gc_prev: 8, gc_refs: 16, dummy: 0 } },
    '3.8': { size: 16, fields: { _gc_next: 0, _gc_prev: 8 } }
  },
  PyIntObject: {
    '2.7': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, ob_ival: 16 } },
    '3.6': null
  },
  PyLongObject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, ob_size: 16, ob_digit: 24 } },
    '3.12': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, long_value: 16 } }
  },
  PyFloatObject: {
    '2.7': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, ob_fval: 16 } }
  },
  PyComplexObject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, cval: 16 } }
  },
  PyStringObject: {
    '2.7': {
      size: 40,
      fields: { ob_refcnt: 0, ob_type: 8, ob_size: 16, ob_shash: 24, ob_sstate: 32, ob_sval: 36 }
    },
    '3.6': null
  },
  PyUnicodeObject: {
    '2.7': { size: 48, fields: { ob_refcnt: 0, ob_type: 8, length: 16, str: 24, hash: 32, defenc: 40 } },
    '3.6': { size: 80, fields: { _base: 0, any: 72, latin1: 72, ucs2: 72, ucs4: 72 } },
    '3.12': { size: 64, fields: { _base: 0, any: 56, latin1: 56, ucs2: 56, ucs4: 56 } }
  },
  PyByteArrayObject: {
    '2.7': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, ob_size: 16, ob_exports: 24, ob_alloc: 32, ob_bytes: 40 }
    },
    '3.6': {
      size: 56,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        ob_alloc: 24,
        ob_bytes: 32,
        ob_start: 40,
        ob_exports: 48
      }
    },
    '3.15': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        ob_alloc: 24,
        ob_bytes: 32,
        ob_start: 40,
        ob_exports: 48,
        ob_bytes_object: 56
      }
    }
  },
  PyTupleObject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, ob_size: 16, ob_item: 24 } },
    '3.14': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, ob_size: 16, ob_hash: 24, ob_item: 32 } }
  },
  PyListObject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, ob_size: 16, ob_item: 24, allocated: 32 } }
  },
  PyDictObject: {
    '2.7': {
      size: 248,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ma_fill: 16,
        ma_used: 24,
        ma_mask: 32,
        ma_table: 40,
        ma_lookup: 48,
        ma_smalltable: 56
      }
    },
    '3.6': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, ma_used: 16, ma_version_tag: 24, ma_keys: 32, ma_values: 40 }
    },
    '3.14': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, ma_used: 16, _ma_watcher_tag: 24, ma_keys: 32, ma_values: 40 }
    }
  },
  PyDictEntry: {
    '2.7': { size: 24, fields: { me_hash: 0, me_key: 8, me_value: 16 } },
    '3.6': null
  },
  PySetObject: {
    '2.7': {
      size: 200,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        fill: 16,
        used: 24,
        mask: 32,
        table: 40,
        lookup: 48,
        smalltable: 56,
        hash: 184,
        weakreflist: 192
      }
    },
    '3.6': {
      size: 200,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        fill: 16,
        used: 24,
        mask: 32,
        table: 40,
        hash: 48,
        finger: 56,
        smalltable: 64,
        weakreflist: 192
      }
    }
  },
  setentry: {
    '2.7': { size: 16, fields: { hash: 0, key: 8 } },
    '3.6': { size: 16, fields: { key: 0, hash: 8 } }
  },
  PyFunctionObject: {
    '2.7': {
      size: 88,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        func_code: 16,
        func_globals: 24,
        func_defaults: 32,
        func_closure: 40,
        func_doc: 48,
        func_name: 56,
        func_dict: 64,
        func_weakreflist: 72,
        func_module: 80
      }
    },
    '3.6': {
      size: 112,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        func_code: 16,
        func_globals: 24,
        func_defaults: 32,
        func_kwdefaults: 40,
        func_closure: 48,
        func_doc: 56,
        func_name: 64,
        func_dict: 72,
        func_weakreflist: 80,
        func_module: 88,
        func_annotations: 96,
        func_qualname: 104
      }
    },
    '3.8': {
      size: 120,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        func_code: 16,
        func_globals: 24,
        func_defaults: 32,
        func_kwdefaults: 40,
        func_closure: 48,
        func_doc: 56,
        func_name: 64,
        func_dict: 72,
        func_weakreflist: 80,
        func_module: 88,
        func_annotations: 96,
        func_qualname: 104,
        vectorcall: 112
      }
    },
    '3.10': {
      size: 128,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        func_globals: 16,
        func_builtins: 24,
        func_name: 32,
        func_qualname: 40,
        func_code: 48,
        func_defaults: 56,
        func_kwdefaults: 64,
        func_closure: 72,
        func_doc: 80,
        func_dict: 88,
        func_weakreflist: 96,
        func_module: 104,
        func_annotations: 112,
        vectorcall: 120
      }
    },
    '3.11': {
      size: 136,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        func_globals: 16,
        func_builtins: 24,
        func_name: 32,
        func_qualname: 40,
        func_code: 48,
        func_defaults: 56,
        func_kwdefaults: 64,
        func_closure: 72,
        func_doc: 80,
        func_dict: 88,
        func_weakreflist: 96,
        func_module: 104,
        func_annotations: 112,
        vectorcall: 120,
        func_version: 128
      }
    },
    '3.12': {
      size: 144,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        func_globals: 16,
        func_builtins: 24,
        func_name: 32,
        func_qualname: 40,
        func_code: 48,
        func_defaults: 56,
        func_kwdefaults: 64,
        func_closure: 72,
        func_doc: 80,
        func_dict: 88,
        func_weakreflist: 96,
        func_module: 104,
        func_annotations: 112,
        func_typeparams: 120,
        vectorcall: 128,
        func_version: 136
      }
    },
    '3.14': {
      size: 152,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        func_globals: 16,
        func_builtins: 24,
        func_name: 32,
        func_qualname: 40,
        func_code: 48,
        func_defaults: 56,
        func_kwdefaults: 64,
        func_closure: 72,
        func_doc: 80,
        func_dict: 88,
        func_weakreflist: 96,
        func_module: 104,
        func_annotations: 112,
        func_annotate: 120,
        func_typeparams: 128,
        vectorcall: 136,
        func_version: 144
      }
    }
  },
  PyMethodObject: {
    '2.7': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, im_func: 16, im_self: 24, im_class: 32, im_weakreflist: 40 }
    },
    '3.6': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, im_func: 16, im_self: 24, im_weakreflist: 32 } },
    '3.8': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, im_func: 16, im_self: 24, im_weakreflist: 32, vectorcall: 40 }
    }
  },
  PyCFunctionObject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, m_ml: 16, m_self: 24, m_module: 32 } },
    '3.6': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, m_ml: 16, m_self: 24, m_module: 32, m_weakreflist: 40 }
    },
    '3.8': {
      size: 56,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        m_ml: 16,
        m_self: 24,
        m_module: 32,
        m_weakreflist: 40,
        vectorcall: 48
      }
    }
  },
  PyCellObject: {
    '2.7': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, ob_ref: 16 } }
  },
  PyGenObject: {
    '2.7': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, gi_frame: 16, gi_running: 24, gi_code: 32, gi_weakreflist: 40 }
    },
    '3.6': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        gi_frame: 16,
        gi_running: 24,
        gi_code: 32,
        gi_weakreflist: 40,
        gi_name: 48,
        gi_qualname: 56
      }
    },
    '3.7': {
      size: 96,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        gi_frame: 16,
        gi_running: 24,
        gi_code: 32,
        gi_weakreflist: 40,
        gi_name: 48,
        gi_qualname: 56,
        gi_exc_state: 64
      }
    },
    '3.10': {
      size: 88,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        gi_frame: 16,
        gi_code: 24,
        gi_weakreflist: 32,
        gi_name: 40,
        gi_qualname: 48,
        gi_exc_state: 56
      }
    },
    '3.11': {
      size: 88,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        gi_code: 16,
        gi_weakreflist: 24,
        gi_name: 32,
        gi_qualname: 40,
        gi_exc_state: 48,
        gi_origin_or_finalizer: 64,
        gi_hooks_inited: 72,
        gi_closed: 73,
        gi_running_async: 74,
        gi_frame_state: 75,
        gi_iframe: 80
      }
    },
    '3.12': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        gi_weakreflist: 16,
        gi_name: 24,
        gi_qualname: 32,
        gi_exc_state: 40,
        gi_origin_or_finalizer: 56,
        gi_hooks_inited: 64,
        gi_closed: 65,
        gi_running_async: 66,
        gi_frame_state: 67,
        gi_iframe: 72
      }
    },
    '3.14': {
      size: 160,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        gi_weakreflist: 16,
        gi_name: 24,
        gi_qualname: 32,
        gi_exc_state: 40,
        gi_origin_or_finalizer: 56,
        gi_hooks_inited: 64,
        gi_closed: 65,
        gi_running_async: 66,
        gi_frame_state: 67,
        gi_iframe: 72
      }
    }
  },
  PyFrameObject: {
    '2.7': {
      size: 384,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        f_back: 24,
        f_code: 32,
        f_builtins: 40,
        f_globals: 48,
        f_locals: 56,
        f_valuestack: 64,
        f_stacktop: 72,
        f_trace: 80,
        f_exc_type: 88,
        f_exc_value: 96,
        f_exc_traceback: 104,
        f_tstate: 112,
        f_lasti: 120,
        f_lineno: 124,
        f_iblock: 128,
        f_blockstack: 132,
        f_localsplus: 376
      }
    },
    '3.6': {
      size: 384,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        f_back: 24,
        f_code: 32,
        f_builtins: 40,
        f_globals: 48,
        f_locals: 56,
        f_valuestack: 64,
        f_stacktop: 72,
        f_trace: 80,
        f_exc_type: 88,
        f_exc_value: 96,
        f_exc_traceback: 104,
        f_gen: 112,
        f_lasti: 120,
        f_lineno: 124,
        f_iblock: 128,
        f_executing: 132,
        f_blockstack: 136,
        f_localsplus: 376
      }
    },
    '3.7': {
      size: 368,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        f_back: 24,
        f_code: 32,
        f_builtins: 40,
        f_globals: 48,
        f_locals: 56,
        f_valuestack: 64,
        f_stacktop: 72,
        f_trace: 80,
        f_trace_lines: 88,
        f_trace_opcodes: 89,
        f_gen: 96,
        f_lasti: 104,
        f_lineno: 108,
        f_iblock: 112,
        f_executing: 116,
        f_blockstack: 120,
        f_localsplus: 360
      }
    },
    '3.10': {
      size: 360,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        f_back: 24,
        f_code: 32,
        f_builtins: 40,
        f_globals: 48,
        f_locals: 56,
        f_valuestack: 64,
        f_trace: 72,
        f_stackdepth: 80,
        f_trace_lines: 84,
        f_trace_opcodes: 85,
        f_gen: 88,
        f_lasti: 96,
        f_lineno: 100,
        f_iblock: 104,
        f_state: 108,
        f_blockstack: 112,
        f_localsplus: 352
      }
    },
    '3.11': {
      size: 56,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        f_back: 16,
        f_frame: 24,
        f_trace: 32,
        f_lineno: 40,
        f_trace_lines: 44,
        f_trace_opcodes: 45,
        f_fast_as_locals: 46,
        _f_frame_data: 48
      }
    },
    '3.13': {
      size: 72,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        f_back: 16,
        f_frame: 24,
        f_trace: 32,
        f_lineno: 40,
        f_trace_lines: 44,
        f_trace_opcodes: 45,
        f_extra_locals: 48,
        f_locals_cache: 56,
        _f_frame_data: 64
      }
    },
    '3.14': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        f_back: 16,
        f_frame: 24,
        f_trace: 32,
        f_lineno: 40,
        f_trace_lines: 44,
        f_trace_opcodes: 45,
        f_extra_locals: 48,
        f_locals_cache: 56,
        f_overwritten_fast_locals: 64,
        _f_frame_data: 72
      }
    }
  },
  PyCodeObject: {
    '2.7': {
      size: 128,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        co_argcount: 16,
        co_nlocals: 20,
        co_stacksize: 24,
        co_flags: 28,
        co_code: 32,
        co_consts: 40,
        co_names: 48,
        co_varnames: 56,
        co_freevars: 64,
        co_cellvars: 72,
        co_filename: 80,
        co_name: 88,
        co_firstlineno: 96,
        co_lnotab: 104,
        co_zombieframe: 112,
        co_weakreflist: 120
      }
    },
    '3.6': {
      size: 144,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        co_argcount: 16,
        co_kwonlyargcount: 20,
        co_nlocals: 24,
        co_stacksize: 28,
        co_flags: 32,
        co_firstlineno: 36,
        co_code: 40,
        co_consts: 48,
        co_names: 56,
        co_varnames: 64,
        co_freevars: 72,
        co_cellvars: 80,
        co_cell2arg: 88,
        co_filename: 96,
        co_name: 104,
        co_lnotab: 112,
        co_zombieframe: 120,
        co_weakreflist: 128,
        co_extra: 136
      }
    },
    '3.8': {
      size: 176,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        co_argcount: 16,
        co_posonlyargcount: 20,
        co_kwonlyargcount: 24,
        co_nlocals: 28,
        co_stacksize: 32,
        co_flags: 36,
        co_firstlineno: 40,
        co_code: 48,
        co_consts: 56,
        co_names: 64,
        co_varnames: 72,
        co_freevars: 80,
        co_cellvars: 88,
        co_cell2arg: 96,
        co_filename: 104,
        co_name: 112,
        co_lnotab: 120,
        co_zombieframe: 128,
        co_weakreflist: 136,
        co_extra: 144,
        co_opcache_map: 152,
        co_opcache: 160,
        co_opcache_flag: 168,
        co_opcache_size: 172
      }
    },
    '3.10': {
      size: 176,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        co_argcount: 16,
        co_posonlyargcount: 20,
        co_kwonlyargcount: 24,
        co_nlocals: 28,
        co_stacksize: 32,
        co_flags: 36,
        co_firstlineno: 40,
        co_code: 48,
        co_consts: 56,
        co_names: 64,
        co_varnames: 72,
        co_freevars: 80,
        co_cellvars: 88,
        co_cell2arg: 96,
        co_filename: 104,
        co_name: 112,
        co_linetable: 120,
        co_zombieframe: 128,
        co_weakreflist: 136,
        co_extra: 144,
        co_opcache_map: 152,
        co_opcache: 160,
        co_opcache_flag: 168,
        co_opcache_size: 172
      }
    },
    '3.11': {
      size: 192,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        co_consts: 24,
        co_names: 32,
        co_exceptiontable: 40,
        co_flags: 48,
        co_warmup: 52,
        _co_linearray_entry_size: 54,
        co_argcount: 56,
        co_posonlyargcount: 60,
        co_kwonlyargcount: 64,
        co_stacksize: 68,
        co_firstlineno: 72,
        co_nlocalsplus: 76,
        co_nlocals: 80,
        co_nplaincellvars: 84,
        co_ncellvars: 88,
        co_nfreevars: 92,
        co_localsplusnames: 96,
        co_localspluskinds: 104,
        co_filename: 112,
        co_name: 120,
        co_qualname: 128,
        co_linetable: 136,
        co_weakreflist: 144,
        _co_code: 152,
        _co_linearray: 160,
        _co_firsttraceable: 168,
        co_extra: 176,
        co_code_adaptive: 184
      }
    },
    '3.12': {
      size: 200,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        co_consts: 24,
        co_names: 32,
        co_exceptiontable: 40,
        co_flags: 48,
        co_argcount: 52,
        co_posonlyargcount: 56,
        co_kwonlyargcount: 60,
        co_stacksize: 64,
        co_firstlineno: 68,
        co_nlocalsplus: 72,
        co_framesize: 76,
        co_nlocals: 80,
        co_ncellvars: 84,
        co_nfreevars: 88,
        co_version: 92,
        co_localsplusnames: 96,
        co_localspluskinds: 104,
        co_filename: 112,
        co_name: 120,
        co_qualname: 128,
        co_linetable: 136,
        co_weakreflist: 144,
        _co_cached: 152,
        _co_instrumentation_version: 160,
        _co_monitoring: 168,
        _co_firsttraceable: 176,
        co_extra: 184,
        co_code_adaptive: 192
      }
    },
    '3.13': {
      size: 208,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        co_consts: 24,
        co_names: 32,
        co_exceptiontable: 40,
        co_flags: 48,
        co_argcount: 52,
        co_posonlyargcount: 56,
        co_kwonlyargcount: 60,
        co_stacksize: 64,
        co_firstlineno: 68,
        co_nlocalsplus: 72,
        co_framesize: 76,
        co_nlocals: 80,
        co_ncellvars: 84,
        co_nfreevars: 88,
        co_version: 92,
        co_localsplusnames: 96,
        co_localspluskinds: 104,
        co_filename: 112,
        co_name: 120,
        co_qualname: 128,
        co_linetable: 136,
        co_weakreflist: 144,
        co_executors: 152,
        _co_cached: 160,
        _co_instrumentation_version: 168,
        _co_monitoring: 176,
        _co_firsttraceable: 184,
        co_extra: 192,
        co_code_adaptive: 200
      }
    },
    '3.14': {
      size: 216,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        co_consts: 24,
        co_names: 32,
        co_exceptiontable: 40,
        co_flags: 48,
        co_argcount: 52,
        co_posonlyargcount: 56,
        co_kwonlyargcount: 60,
        co_stacksize: 64,
        co_firstlineno: 68,
        co_nlocalsplus: 72,
        co_framesize: 76,
        co_nlocals: 80,
        co_ncellvars: 84,
        co_nfreevars: 88,
        co_version: 92,
        co_localsplusnames: 96,
        co_localspluskinds: 104,
        co_filename: 112,
        co_name: 120,
        co_qualname: 128,
        co_linetable: 136,
        co_weakreflist: 144,
        co_executors: 152,
        _co_cached: 160,
        _co_instrumentation_version: 168,
        _co_monitoring: 176,
        _co_unique_id: 184,
        _co_firsttraceable: 192,
        co_extra: 200,
        co_code_adaptive: 208
      }
    }
  },
  PyTypeObject: {
    '2.7': {
      size: 392,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        tp_name: 24,
        tp_basicsize: 32,
        tp_itemsize: 40,
        tp_dealloc: 48,
        tp_print: 56,
        tp_getattr: 64,
        tp_setattr: 72,
        tp_compare: 80,
        tp_repr: 88,
        tp_as_number: 96,
        tp_as_sequence: 104,
        tp_as_mapping: 112,
        tp_hash: 120,
        tp_call: 128,
        tp_str: 136,
        tp_getattro: 144,
        tp_setattro: 152,
        tp_as_buffer: 160,
        tp_flags: 168,
        tp_doc: 176,
        tp_traverse: 184,
        tp_clear: 192,
        tp_richcompare: 200,
        tp_weaklistoffset: 208,
        tp_iter: 216,
        tp_iternext: 224,
        tp_methods: 232,
        tp_members: 240,
        tp_getset: 248,
        tp_base: 256,
        tp_dict: 264,
        tp_descr_get: 272,
        tp_descr_set: 280,
        tp_dictoffset: 288,
        tp_init: 296,
        tp_alloc: 304,
        tp_new: 312,
        tp_free: 320,
        tp_is_gc: 328,
        tp_bases: 336,
        tp_mro: 344,
        tp_cache: 352,
        tp_subclasses: 360,
        tp_weaklist: 368,
        tp_del: 376,
        tp_version_tag: 384
      }
    },
    '3.6': {
      size: 400,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        tp_name: 24,
        tp_basicsize: 32,
        tp_itemsize: 40,
        tp_dealloc: 48,
        tp_print: 56,
        tp_getattr: 64,
        tp_setattr: 72,
        tp_as_async: 80,
        tp_repr: 88,
        tp_as_number: 96,
        tp_as_sequence: 104,
        tp_as_mapping: 112,
        tp_hash: 120,
        tp_call: 128,
        tp_str: 136,
        tp_getattro: 144,
        tp_setattro: 152,
        tp_as_buffer: 160,
        tp_flags: 168,
        tp_doc: 176,
        tp_traverse: 184,
        tp_clear: 192,
        tp_richcompare: 200,
        tp_weaklistoffset: 208,
        tp_iter: 216,
        tp_iternext: 224,
        tp_methods: 232,
        tp_members: 240,
        tp_getset: 248,
        tp_base: 256,
        tp_dict: 264,
        tp_descr_get: 272,
        tp_descr_set: 280,
        tp_dictoffset: 288,
        tp_init: 296,
        tp_alloc: 304,
        tp_new: 312,
        tp_free: 320,
        tp_is_gc: 328,
        tp_bases: 336,
        tp_mro: 344,
        tp_cache: 352,
        tp_subclasses: 360,
        tp_weaklist: 368,
        tp_del: 376,
        tp_version_tag: 384,
        tp_finalize: 392
      }
    },
    '3.8': {
      size: 416,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        tp_name: 24,
        tp_basicsize: 32,
        tp_itemsize: 40,
        tp_dealloc: 48,
        tp_vectorcall_offset: 56,
        tp_getattr: 64,
        tp_setattr: 72,
        tp_as_async: 80,
        tp_repr: 88,
        tp_as_number: 96,
        tp_as_sequence: 104,
        tp_as_mapping: 112,
        tp_hash: 120,
        tp_call: 128,
        tp_str: 136,
        tp_getattro: 144,
        tp_setattro: 152,
        tp_as_buffer: 160,
        tp_flags: 168,
        tp_doc: 176,
        tp_traverse: 184,
        tp_clear: 192,
        tp_richcompare: 200,
        tp_weaklistoffset: 208,
        tp_iter: 216,
        tp_iternext: 224,
        tp_methods: 232,
        tp_members: 240,
        tp_getset: 248,
        tp_base: 256,
        tp_dict: 264,
        tp_descr_get: 272,
        tp_descr_set: 280,
        tp_dictoffset: 288,
        tp_init: 296,
        tp_alloc: 304,
        tp_new: 312,
        tp_free: 320,
        tp_is_gc: 328,
        tp_bases: 336,
        tp_mro: 344,
        tp_cache: 352,
        tp_subclasses: 360,
        tp_weaklist: 368,
        tp_del: 376,
        tp_version_tag: 384,
        tp_finalize: 392,
        tp_vectorcall: 400,
        tp_print: 408
      }
    },
    '3.9': {
      size: 408,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        tp_name: 24,
        tp_basicsize: 32,
        tp_itemsize: 40,
        tp_dealloc: 48,
        tp_vectorcall_offset: 56,
        tp_getattr: 64,
        tp_setattr: 72,
        tp_as_async: 80,
        tp_repr: 88,
        tp_as_number: 96,
        tp_as_sequence: 104,
        tp_as_mapping: 112,
        tp_hash: 120,
        tp_call: 128,
        tp_str: 136,
        tp_getattro: 144,
        tp_setattro: 152,
        tp_as_buffer: 160,
        tp_flags: 168,
        tp_doc: 176,
        tp_traverse: 184,
        tp_clear: 192,
        tp_richcompare: 200,
        tp_weaklistoffset: 208,
        tp_iter: 216,
        tp_iternext: 224,
        tp_methods: 232,
        tp_members: 240,
        tp_getset: 248,
        tp_base: 256,
        tp_dict: 264,
        tp_descr_get: 272,
        tp_descr_set: 280,
        tp_dictoffset: 288,
        tp_init: 296,
        tp_alloc: 304,
        tp_new: 312,
        tp_free: 320,
        tp_is_gc: 328,
        tp_bases: 336,
        tp_mro: 344,
        tp_cache: 352,
        tp_subclasses: 360,
        tp_weaklist: 368,
        tp_del: 376,
        tp_version_tag: 384,
        tp_finalize: 392,
        tp_vectorcall: 400
      }
    },
    '3.12': {
      size: 416,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        tp_name: 24,
        tp_basicsize: 32,
        tp_itemsize: 40,
        tp_dealloc: 48,
        tp_vectorcall_offset: 56,
        tp_getattr: 64,
        tp_setattr: 72,
        tp_as_async: 80,
        tp_repr: 88,
        tp_as_number: 96,
        tp_as_sequence: 104,
        tp_as_mapping: 112,
        tp_hash: 120,
        tp_call: 128,
        tp_str: 136,
        tp_getattro: 144,
        tp_setattro: 152,
        tp_as_buffer: 160,
        tp_flags: 168,
        tp_doc: 176,
        tp_traverse: 184,
        tp_clear: 192,
        tp_richcompare: 200,
        tp_weaklistoffset: 208,
        tp_iter: 216,
        tp_iternext: 224,
        tp_methods: 232,
        tp_members: 240,
        tp_getset: 248,
        tp_base: 256,
        tp_dict: 264,
        tp_descr_get: 272,
        tp_descr_set: 280,
        tp_dictoffset: 288,
        tp_init: 296,
        tp_alloc: 304,
        tp_new: 312,
        tp_free: 320,
        tp_is_gc: 328,
        tp_bases: 336,
        tp_mro: 344,
        tp_cache: 352,
        tp_subclasses: 360,
        tp_weaklist: 368,
        tp_del: 376,
        tp_version_tag: 384,
        tp_finalize: 392,
        tp_vectorcall: 400,
        tp_watched: 408
      }
    },
    '3.13': {
      size: 416,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        tp_name: 24,
        tp_basicsize: 32,
        tp_itemsize: 40,
        tp_dealloc: 48,
        tp_vectorcall_offset: 56,
        tp_getattr: 64,
        tp_setattr: 72,
        tp_as_async: 80,
        tp_repr: 88,
        tp_as_number: 96,
        tp_as_sequence: 104,
        tp_as_mapping: 112,
        tp_hash: 120,
        tp_call: 128,
        tp_str: 136,
        tp_getattro: 144,
        tp_setattro: 152,
        tp_as_buffer: 160,
        tp_flags: 168,
        tp_doc: 176,
        tp_traverse: 184,
        tp_clear: 192,
        tp_richcompare: 200,
        tp_weaklistoffset: 208,
        tp_iter: 216,
        tp_iternext: 224,
        tp_methods: 232,
        tp_members: 240,
        tp_getset: 248,
        tp_base: 256,
        tp_dict: 264,
        tp_descr_get: 272,
        tp_descr_set: 280,
        tp_dictoffset: 288,
        tp_init: 296,
        tp_alloc: 304,
        tp_new: 312,
        tp_free: 320,
        tp_is_gc: 328,
        tp_bases: 336,
        tp_mro: 344,
        tp_cache: 352,
        tp_subclasses: 360,
        tp_weaklist: 368,
        tp_del: 376,
        tp_version_tag: 384,
        tp_finalize: 392,
        tp_vectorcall: 400,
        tp_watched: 408,
        tp_versions_used: 410
      }
    },
    '3.15': {
      size: 424,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        tp_name: 24,
        tp_basicsize: 32,
        tp_itemsize: 40,
        tp_dealloc: 48,
        tp_vectorcall_offset: 56,
        tp_getattr: 64,
        tp_setattr: 72,
        tp_as_async: 80,
        tp_repr: 88,
        tp_as_number: 96,
        tp_as_sequence: 104,
        tp_as_mapping: 112,
        tp_hash: 120,
        tp_call: 128,
        tp_str: 136,
        tp_getattro: 144,
        tp_setattro: 152,
        tp_as_buffer: 160,
        tp_flags: 168,
        tp_doc: 176,
        tp_traverse: 184,
        tp_clear: 192,
        tp_richcompare: 200,
        tp_weaklistoffset: 208,
        tp_iter: 216,
        tp_iternext: 224,
        tp_methods: 232,
        tp_members: 240,
        tp_getset: 248,
        tp_base: 256,
        tp_dict: 264,
        tp_descr_get: 272,
        tp_descr_set: 280,
        tp_dictoffset: 288,
        tp_init: 296,
        tp_alloc: 304,
        tp_new: 312,
        tp_free: 320,
        tp_is_gc: 328,
        tp_bases: 336,
        tp_mro: 344,
        tp_cache: 352,
        tp_subclasses: 360,
        tp_weaklist: 368,
        tp_del: 376,
        tp_version_tag: 384,
        tp_finalize: 392,
        tp_vectorcall: 400,
        tp_watched: 408,
        tp_versions_used: 410,
        _tp_iteritem: 416
      }
    }
  },
  PyHeapTypeObject: {
    '2.7': {
      size: 872,
      fields: {
        ht_type: 0,
        as_number: 392,
        as_mapping: 704,
        as_sequence: 728,
        as_buffer: 808,
        ht_name: 856,
        ht_slots: 864
      }
    },
    '3.6': {
      size: 864,
      fields: {
        ht_type: 0,
        as_async: 400,
        as_number: 424,
        as_mapping: 712,
        as_sequence: 736,
        as_buffer: 816,
        ht_name: 832,
        ht_slots: 840,
        ht_qualname: 848,
        ht_cached_keys: 856
      }
    },
    '3.8': {
      size: 880,
      fields: {
        ht_type: 0,
        as_async: 416,
        as_number: 440,
        as_mapping: 728,
        as_sequence: 752,
        as_buffer: 832,
        ht_name: 848,
        ht_slots: 856,
        ht_qualname: 864,
        ht_cached_keys: 872
      }
    },
    '3.9': {
      size: 880,
      fields: {
        ht_type: 0,
        as_async: 408,
        as_number: 432,
        as_mapping: 720,
        as_sequence: 744,
        as_buffer: 824,
        ht_name: 840,
        ht_slots: 848,
        ht_qualname: 856,
        ht_cached_keys: 864,
        ht_module: 872
      }
    },
    '3.10': {
      size: 888,
      fields: {
        ht_type: 0,
        as_async: 408,
        as_number: 440,
        as_mapping: 728,
        as_sequence: 752,
        as_buffer: 832,
        ht_name: 848,
        ht_slots: 856,
        ht_qualname: 864,
        ht_cached_keys: 872,
        ht_module: 880
      }
    },
    '3.11': {
      size: 904,
      fields: {
        ht_type: 0,
        as_async: 408,
        as_number: 440,
        as_mapping: 728,
        as_sequence: 752,
        as_buffer: 832,
        ht_name: 848,
        ht_slots: 856,
        ht_qualname: 864,
        ht_cached_keys: 872,
        ht_module: 880,
        _ht_tpname: 888,
        getitem: 896
      }
    },
    '3.12': {
      size: 920,
      fields: {
        ht_type: 0,
        as_async: 416,
        as_number: 448,
        as_mapping: 736,
        as_sequence: 760,
        as_buffer: 840,
        ht_name: 856,
        ht_slots: 864,
        ht_qualname: 872,
        ht_cached_keys: 880,
        ht_module: 888,
        _ht_tpname: 896,
        getitem: 904,
        getitem_version: 912
      }
    },
    '3.13': {
      size: 928,
      fields: {
        ht_type: 0,
        as_async: 416,
        as_number: 448,
        as_mapping: 736,
        as_sequence: 760,
        as_buffer: 840,
        ht_name: 856,
        ht_slots: 864,
        ht_qualname: 872,
        ht_cached_keys: 880,
        ht_module: 888,
        _ht_tpname: 896,
        getitem: 904,
        getitem_version: 912,
        init: 920
      }
    },
    '3.14': {
      size: 936,
      fields: {
        ht_type: 0,
        as_async: 416,
        as_number: 448,
        as_mapping: 736,
        as_sequence: 760,
        as_buffer: 840,
        ht_name: 856,
        ht_slots: 864,
        ht_qualname: 872,
        ht_cached_keys: 880,
        ht_module: 888,
        _ht_tpname: 896,
        ht_token: 904,
        getitem: 912,
        getitem_version: 920,
        init: 928
      }
    },
    '3.15': {
      size: 944,
      fields: {
        ht_type: 0,
        as_async: 424,
        as_number: 456,
        as_mapping: 744,
        as_sequence: 768,
        as_buffer: 848,
        ht_name: 864,
        ht_slots: 872,
        ht_qualname: 880,
        ht_cached_keys: 888,
        ht_module: 896,
        _ht_tpname: 904,
        ht_token: 912,
        getitem: 920,
        getitem_version: 928,
        init: 936
      }
    }
  },
  PyWeakReference: {
    '2.7': {
      size: 56,
      fields: { ob_refcnt: 0, ob_type: 8, wr_object: 16, wr_callback: 24, hash: 32, wr_prev: 40, wr_next: 48 }
    },
    '3.11': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        wr_object: 16,
        wr_callback: 24,
        hash: 32,
        wr_prev: 40,
        wr_next: 48,
        vectorcall: 56
      }
    }
  },
  PySliceObject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, start: 16, stop: 24, step: 32 } }
  },
  PyModuleObject: {
    '2.7': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, md_dict: 16 } },
    '3.6': {
      size: 56,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        md_dict: 16,
        md_def: 24,
        md_state: 32,
        md_weaklist: 40,
        md_name: 48
      }
    },
    '3.15': {
      size: 104,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        md_dict: 16,
        md_state: 24,
        md_weaklist: 32,
        md_name: 40,
        md_token_is_def: 48,
        md_state_size: 56,
        md_state_traverse: 64,
        md_state_clear: 72,
        md_state_free: 80,
        md_token: 88,
        md_exec: 96
      }
    }
  },
  PyTracebackObject: {
    '2.7': {
      size: 40,
      fields: { ob_refcnt: 0, ob_type: 8, tb_next: 16, tb_frame: 24, tb_lasti: 32, tb_lineno: 36 }
    }
  },
  PyBaseExceptionObject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, dict: 16, args: 24, message: 32 } },
    '3.6': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        traceback: 32,
        context: 40,
        cause: 48,
        suppress_context: 56
      }
    },
    '3.11': {
      size: 72,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        notes: 32,
        traceback: 40,
        context: 48,
        cause: 56,
        suppress_context: 64
      }
    }
  },
  PySyntaxErrorObject: {
    '2.7': {
      size: 88,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        message: 32,
        msg: 40,
        filename: 48,
        lineno: 56,
        offset: 64,
        text: 72,
        print_file_and_line: 80
      }
    },
    '3.6': {
      size: 112,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        traceback: 32,
        context: 40,
        cause: 48,
        suppress_context: 56,
        msg: 64,
        filename: 72,
        lineno: 80,
        offset: 88,
        text: 96,
        print_file_and_line: 104
      }
    },
    '3.10': {
      size: 128,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        traceback: 32,
        context: 40,
        cause: 48,
        suppress_context: 56,
        msg: 64,
        filename: 72,
        lineno: 80,
        offset: 88,
        end_lineno: 96,
        end_offset: 104,
        text: 112,
        print_file_and_line: 120
      }
    },
    '3.11': {
      size: 136,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        notes: 32,
        traceback: 40,
        context: 48,
        cause: 56,
        suppress_context: 64,
        msg: 72,
        filename: 80,
        lineno: 88,
        offset: 96,
        end_lineno: 104,
        end_offset: 112,
        text: 120,
        print_file_and_line: 128
      }
    },
    '3.14': {
      size: 144,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        notes: 32,
        traceback: 40,
        context: 48,
        cause: 56,
        suppress_context: 64,
        msg: 72,
        filename: 80,
        lineno: 88,
        offset: 96,
        end_lineno: 104,
        end_offset: 112,
        text: 120,
        print_file_and_line: 128,
        metadata: 136
      }
    }
  },
  PyMemoryViewObject: {
    '2.7': { size: 120, fields: { ob_refcnt: 0, ob_type: 8, base: 16, view: 24 } },
    '3.6': {
      size: 152,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        mbuf: 24,
        hash: 32,
        flags: 40,
        exports: 48,
        view: 56,
        weakreflist: 136,
        ob_array: 144
      }
    }
  },
  propertyobject: {
    '2.7': {
      size: 56,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        prop_get: 16,
        prop_set: 24,
        prop_del: 32,
        prop_doc: 40,
        getter_doc: 48
      }
    },
    '3.10': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        prop_get: 16,
        prop_set: 24,
        prop_del: 32,
        prop_doc: 40,
        prop_name: 48,
        getter_doc: 56
      }
    }
  },
  staticmethod: {
    '2.7': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, sm_callable: 16 } },
    '3.6': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, sm_callable: 16, sm_dict: 24 } }
  },
  classmethod: {
    '2.7': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, cm_callable: 16 } },
    '3.6': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, cm_callable: 16, cm_dict: 24 } }
  },
  PyMethodDescrObject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, d_type: 16, d_name: 24, d_method: 32 } },
    '3.6': { size: 48, fields: { d_common: 0, d_method: 40 } },
    '3.8': { size: 56, fields: { d_common: 0, d_method: 40, vectorcall: 48 } }
  },
  PyMemberDescrObject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, d_type: 16, d_name: 24, d_member: 32 } },
    '3.6': { size: 48, fields: { d_common: 0, d_member: 40 } }
  },
  PyGetSetDescrObject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, d_type: 16, d_name: 24, d_getset: 32 } },
    '3.6': { size: 48, fields: { d_common: 0, d_getset: 40 } }
  },
  PyWrapperDescrObject: {
    '2.7': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, d_type: 16, d_name: 24, d_base: 32, d_wrapped: 40 }
    },
    '3.6': { size: 56, fields: { d_common: 0, d_base: 40, d_wrapped: 48 } }
  },
  wrapperobject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, descr: 16, self: 24 } }
  },
  superobject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, type: 16, obj: 24, obj_type: 32 } }
  },
  rangeobject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, start: 16, step: 24, len: 32 } },
    '3.6': { size: 48, fields: { ob_refcnt: 0, ob_type: 8, start: 16, stop: 24, step: 32, length: 40 } }
  },
  rangeiterobject: {
    '2.7': { size: 48, fields: { ob_refcnt: 0, ob_type: 8, index: 16, start: 24, step: 32, len: 40 } },
    '3.12': null
  },
  listiterobject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, it_index: 16, it_seq: 24 } },
    '3.12': null
  },
  listreviterobject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, it_index: 16, it_seq: 24 } }
  },
  tupleiterobject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, it_index: 16, it_seq: 24 } },
    '3.12': null
  },
  setiterobject: {
    '2.7': { size: 48, fields: { ob_refcnt: 0, ob_type: 8, si_set: 16, si_used: 24, si_pos: 32, len: 40 } }
  },
  dictiterobject: {
    '2.7': {
      size: 56,
      fields: { ob_refcnt: 0, ob_type: 8, di_dict: 16, di_used: 24, di_pos: 32, di_result: 40, len: 48 }
    }
  },
  dictviewobject: {
    '2.7': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, dv_dict: 16 } },
    '3.6': null
  },
  bytesiterobject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, it_index: 16, it_seq: 24 } }
  },
  seqiterobject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, it_index: 16, it_seq: 24 } }
  },
  calliterobject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, it_callable: 16, it_sentinel: 24 } }
  },
  enumobject: {
    '2.7': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, en_index: 16, en_sit: 24, en_result: 32, en_longindex: 40 }
    },
    '3.11': {
      size: 56,
      fields: { ob_refcnt: 0, ob_type: 8, en_index: 16, en_sit: 24, en_result: 32, en_longindex: 40, one: 48 }
    }
  },
  reversedobject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, index: 16, seq: 24 } }
  },
  PyInstanceObject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, in_class: 16, in_dict: 24, in_weakreflist: 32 } },
    '3.6': null
  },
  PyClassObject: {
    '2.7': {
      size: 72,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        cl_bases: 16,
        cl_dict: 24,
        cl_name: 32,
        cl_getattr: 40,
        cl_setattr: 48,
        cl_delattr: 56,
        cl_weakreflist: 64
      }
    },
    '3.6': null
  },
  proxyobject: {
    '2.7': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, dict: 16 } },
    '3.6': null
  },
  pool_header: {
    '2.7': {
      size: 48,
      fields: {
        count: 0,
        freeblock: 8,
        nextpool: 16,
        prevpool: 24,
        arenaindex: 32,
        szidx: 36,
        nextoffset: 40,
        maxnextoffset: 44
      }
    }
  },
  arena_object: {
    '2.7': {
      size: 48,
      fields: {
        address: 0,
        pool_address: 8,
        nfreepools: 16,
        ntotalpools: 20,
        freepools: 24,
        nextarena: 32,
        prevarena: 40
      }
    }
  },
  dequeobject: {
    '2.7': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        leftblock: 16,
        rightblock: 24,
        leftindex: 32,
        rightindex: 40,
        len: 48,
        state: 56,
        maxlen: 64,
        weakreflist: 72
      }
    },
    '3.6': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        leftblock: 24,
        rightblock: 32,
        leftindex: 40,
        rightindex: 48,
        state: 56,
        maxlen: 64,
        weakreflist: 72
      }
    },
    '3.11': {
      size: 216,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        leftblock: 24,
        rightblock: 32,
        leftindex: 40,
        rightindex: 48,
        state: 56,
        maxlen: 64,
        numfreeblocks: 72,
        freeblocks: 80,
        weakreflist: 208
      }
    }
  },
  BLOCK: {
    '2.7': { size: 512, fields: { data: 0, rightlink: 496, leftlink: 504 } },
    '3.6': { size: 528, fields: { leftlink: 0, data: 8, rightlink: 520 } }
  },
  dequeiterobject: {
    '2.7': {
      size: 56,
      fields: { ob_refcnt: 0, ob_type: 8, index: 16, b: 24, deque: 32, state: 40, counter: 48 }
    },
    '3.6': {
      size: 56,
      fields: { ob_refcnt: 0, ob_type: 8, b: 16, index: 24, deque: 32, state: 40, counter: 48 }
    }
  },
  defdictobject: {
    '2.7': { size: 256, fields: { dict: 0, default_factory: 248 } },
    '3.6': { size: 56, fields: { dict: 0, default_factory: 48 } }
  },
  arrayobject: {
    '2.7': {
      size: 56,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        ob_item: 24,
        allocated: 32,
        ob_descr: 40,
        weakreflist: 48
      }
    },
    '3.6': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        ob_item: 24,
        allocated: 32,
        ob_descr: 40,
        weakreflist: 48,
        ob_exports: 56
      }
    }
  },
  countobject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, cnt: 16, long_cnt: 24, long_step: 32 } }
  },
  cycleobject: {
    '2.7': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, it: 16, saved: 24, firstpass: 32 } },
    '3.6': { size: 48, fields: { ob_refcnt: 0, ob_type: 8, it: 16, saved: 24, index: 32, firstpass: 40 } },
    '3.14': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, it: 16, saved: 24, index: 32 } }
  },
  chainobject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, source: 16, active: 24 } }
  },
  isliceobject: {
    '2.7': { size: 56, fields: { ob_refcnt: 0, ob_type: 8, it: 16, next: 24, stop: 32, step: 40, cnt: 48 } }
  },
  repeatobject: {
    '2.7': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, element: 16, cnt: 24 } }
  },
  groupbyobject: {
    '2.7': {
      size: 56,
      fields: { ob_refcnt: 0, ob_type: 8, it: 16, keyfunc: 24, tgtkey: 32, currkey: 40, currvalue: 48 }
    },
    '3.7': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        it: 16,
        keyfunc: 24,
        tgtkey: 32,
        currkey: 40,
        currvalue: 48,
        currgrouper: 56
      }
    },
    '3.12': {
      size: 72,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        it: 16,
        keyfunc: 24,
        tgtkey: 32,
        currkey: 40,
        currvalue: 48,
        currgrouper: 56,
        state: 64
      }
    }
  },
  partialobject: {
    '2.7': {
      size: 56,
      fields: { ob_refcnt: 0, ob_type: 8, fn: 16, args: 24, kw: 32, dict: 40, weakreflist: 48 }
    },
    '3.7': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        fn: 16,
        args: 24,
        kw: 32,
        dict: 40,
        weakreflist: 48,
        use_fastcall: 56
      }
    },
    '3.9': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        fn: 16,
        args: 24,
        kw: 32,
        dict: 40,
        weakreflist: 48,
        vectorcall: 56
      }
    },
    '3.14': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        fn: 16,
        args: 24,
        kw: 32,
        dict: 40,
        weakreflist: 48,
        placeholder: 56,
        phcount: 64,
        vectorcall: 72
      }
    }
  },
  PyASCIIObject: {
    '3.6': {
      size: 48,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        length: 16,
        hash: 24,
        interned: 32,
        kind: 32,
        compact: 32,
        ascii: 32,
        ready: 32,
        wstr: 40
      }
    },
    '3.12': {
      size: 40,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        length: 16,
        hash: 24,
        interned: 32,
        kind: 32,
        compact: 32,
        ascii: 32,
        statically_allocated: 32
      }
    }
  },
  PyCompactUnicodeObject: {
    '3.6': { size: 72, fields: { _base: 0, utf8_length: 48, utf8: 56, wstr_length: 64 } },
    '3.12': { size: 56, fields: { _base: 0, utf8_length: 40, utf8: 48 } }
  },
  PyBytesObject: {
    '3.6': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, ob_size: 16, ob_shash: 24, ob_sval: 32 } }
  },
  PyDictKeysObject: {
    '3.6': {
      size: 40,
      fields: { dk_refcnt: 0, dk_size: 8, dk_lookup: 16, dk_usable: 24, dk_nentries: 32, dk_indices: 40 }
    },
    '3.11': {
      size: 32,
      fields: {
        dk_refcnt: 0,
        dk_log2_size: 8,
        dk_log2_index_bytes: 9,
        dk_kind: 10,
        dk_version: 12,
        dk_usable: 16,
        dk_nentries: 24,
        dk_indices: 32
      }
    }
  },
  PyDictKeyEntry: {
    '3.6': { size: 24, fields: { me_hash: 0, me_key: 8, me_value: 16 } }
  },
  PyCoroObject: {
    '3.6': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        cr_frame: 16,
        cr_running: 24,
        cr_code: 32,
        cr_weakreflist: 40,
        cr_name: 48,
        cr_qualname: 56
      }
    },
    '3.7': {
      size: 104,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        cr_frame: 16,
        cr_running: 24,
        cr_code: 32,
        cr_weakreflist: 40,
        cr_name: 48,
        cr_qualname: 56,
        cr_exc_state: 64,
        cr_origin: 96
      }
    },
    '3.10': {
      size: 96,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        cr_frame: 16,
        cr_code: 24,
        cr_weakreflist: 32,
        cr_name: 40,
        cr_qualname: 48,
        cr_exc_state: 56,
        cr_origin: 88
      }
    },
    '3.11': {
      size: 88,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        cr_code: 16,
        cr_weakreflist: 24,
        cr_name: 32,
        cr_qualname: 40,
        cr_exc_state: 48,
        cr_origin_or_finalizer: 64,
        cr_hooks_inited: 72,
        cr_closed: 73,
        cr_running_async: 74,
        cr_frame_state: 75,
        cr_iframe: 80
      }
    },
    '3.12': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        cr_weakreflist: 16,
        cr_name: 24,
        cr_qualname: 32,
        cr_exc_state: 40,
        cr_origin_or_finalizer: 56,
        cr_hooks_inited: 64,
        cr_closed: 65,
        cr_running_async: 66,
        cr_frame_state: 67,
        cr_iframe: 72
      }
    },
    '3.14': {
      size: 160,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        cr_weakreflist: 16,
        cr_name: 24,
        cr_qualname: 32,
        cr_exc_state: 40,
        cr_origin_or_finalizer: 56,
        cr_hooks_inited: 64,
        cr_closed: 65,
        cr_running_async: 66,
        cr_frame_state: 67,
        cr_iframe: 72
      }
    }
  },
  PyAsyncGenObject: {
    '3.6': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ag_frame: 16,
        ag_running: 24,
        ag_code: 32,
        ag_weakreflist: 40,
        ag_name: 48,
        ag_qualname: 56,
        ag_finalizer: 64,
        ag_hooks_inited: 72,
        ag_closed: 76
      }
    },
    '3.7': {
      size: 112,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ag_frame: 16,
        ag_running: 24,
        ag_code: 32,
        ag_weakreflist: 40,
        ag_name: 48,
        ag_qualname: 56,
        ag_exc_state: 64,
        ag_finalizer: 96,
        ag_hooks_inited: 104,
        ag_closed: 108
      }
    },
    '3.8': {
      size: 120,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ag_frame: 16,
        ag_running: 24,
        ag_code: 32,
        ag_weakreflist: 40,
        ag_name: 48,
        ag_qualname: 56,
        ag_exc_state: 64,
        ag_finalizer: 96,
        ag_hooks_inited: 104,
        ag_closed: 108,
        ag_running_async: 112
      }
    },
    '3.10': {
      size: 112,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ag_frame: 16,
        ag_code: 24,
        ag_weakreflist: 32,
        ag_name: 40,
        ag_qualname: 48,
        ag_exc_state: 56,
        ag_finalizer: 88,
        ag_hooks_inited: 96,
        ag_closed: 100,
        ag_running_async: 104
      }
    },
    '3.11': {
      size: 88,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ag_code: 16,
        ag_weakreflist: 24,
        ag_name: 32,
        ag_qualname: 40,
        ag_exc_state: 48,
        ag_origin_or_finalizer: 64,
        ag_hooks_inited: 72,
        ag_closed: 73,
        ag_running_async: 74,
        ag_frame_state: 75,
        ag_iframe: 80
      }
    },
    '3.12': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ag_weakreflist: 16,
        ag_name: 24,
        ag_qualname: 32,
        ag_exc_state: 40,
        ag_origin_or_finalizer: 56,
        ag_hooks_inited: 64,
        ag_closed: 65,
        ag_running_async: 66,
        ag_frame_state: 67,
        ag_iframe: 72
      }
    },
    '3.14': {
      size: 160,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ag_weakreflist: 16,
        ag_name: 24,
        ag_qualname: 32,
        ag_exc_state: 40,
        ag_origin_or_finalizer: 56,
        ag_hooks_inited: 64,
        ag_closed: 65,
        ag_running_async: 66,
        ag_frame_state: 67,
        ag_iframe: 72
      }
    }
  },
  PyStopIterationObject: {
    '3.6': {
      size: 72,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        traceback: 32,
        context: 40,
        cause: 48,
        suppress_context: 56,
        value: 64
      }
    },
    '3.11': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        notes: 32,
        traceback: 40,
        context: 48,
        cause: 56,
        suppress_context: 64,
        value: 72
      }
    }
  },
  PyOSErrorObject: {
    '3.6': {
      size: 104,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        traceback: 32,
        context: 40,
        cause: 48,
        suppress_context: 56,
        myerrno: 64,
        strerror: 72,
        filename: 80,
        filename2: 88,
        written: 96
      }
    },
    '3.11': {
      size: 112,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        notes: 32,
        traceback: 40,
        context: 48,
        cause: 56,
        suppress_context: 64,
        myerrno: 72,
        strerror: 80,
        filename: 88,
        filename2: 96,
        written: 104
      }
    }
  },
  PyImportErrorObject: {
    '3.6': {
      size: 88,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        traceback: 32,
        context: 40,
        cause: 48,
        suppress_context: 56,
        msg: 64,
        name: 72,
        path: 80
      }
    },
    '3.11': {
      size: 96,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        notes: 32,
        traceback: 40,
        context: 48,
        cause: 56,
        suppress_context: 64,
        msg: 72,
        name: 80,
        path: 88
      }
    },
    '3.12': {
      size: 104,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        notes: 32,
        traceback: 40,
        context: 48,
        cause: 56,
        suppress_context: 64,
        msg: 72,
        name: 80,
        path: 88,
        name_from: 96
      }
    }
  },
  _PyManagedBufferObject: {
    '3.6': { size: 112, fields: { ob_refcnt: 0, ob_type: 8, flags: 16, exports: 24, master: 32 } }
  },
  longrangeiterobject: {
    '3.6': { size: 48, fields: { ob_refcnt: 0, ob_type: 8, index: 16, start: 24, step: 32, len: 40 } },
    '3.12': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, start: 16, step: 24, len: 32 } }
  },
  _PyDictViewObject: {
    '3.6': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, dv_dict: 16 } }
  },
  unicodeiterobject: {
    '3.6': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, it_index: 16, it_seq: 24 } }
  },
  striterobject: {
    '3.6': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, it_index: 16, it_seq: 24 } }
  },
  zipobject: {
    '3.6': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, tuplesize: 16, ittuple: 24, result: 32 } },
    '3.10': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, tuplesize: 16, ittuple: 24, result: 32, strict: 40 }
    }
  },
  mapobject: {
    '3.6': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, iters: 16, func: 24 } },
    '3.14': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, iters: 16, func: 24, strict: 32 } }
  },
  filterobject: {
    '3.6': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, func: 16, it: 24 } }
  },
  odictobject: {
    '3.6': {
      size: 112,
      fields: {
        od_dict: 0,
        od_first: 48,
        od_last: 56,
        od_fast_nodes: 64,
        od_fast_nodes_size: 72,
        od_resize_sentinel: 80,
        od_state: 88,
        od_inst_dict: 96,
        od_weakreflist: 104
      }
    }
  },
  PyODictObject: {
    '3.6': {
      size: 112,
      fields: {
        od_dict: 0,
        od_first: 48,
        od_last: 56,
        od_fast_nodes: 64,
        od_fast_nodes_size: 72,
        od_resize_sentinel: 80,
        od_state: 88,
        od_inst_dict: 96,
        od_weakreflist: 104
      }
    }
  },
  _odictnode: {
    '3.6': { size: 32, fields: { key: 0, hash: 8, next: 16, prev: 24 } }
  },
  _PyNamespaceObject: {
    '3.6': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, ns_dict: 16 } }
  },
  mappingproxyobject: {
    '3.6': { size: 24, fields: { ob_refcnt: 0, ob_type: 8, mapping: 16 } }
  },
  lru_cache_object: {
    '3.6': {
      size: 144,
      fields: {
        root: 0,
        maxsize: 56,
        maxsize_O: 64,
        func: 72,
        wrapper: 80,
        cache: 88,
        cache_info_type: 96,
        misses: 104,
        hits: 112,
        typed: 120,
        dict: 128,
        full: 136
      }
    },
    '3.7': {
      size: 128,
      fields: {
        root: 0,
        wrapper: 56,
        typed: 64,
        cache: 72,
        hits: 80,
        func: 88,
        maxsize: 96,
        misses: 104,
        cache_info_type: 112,
        dict: 120
      }
    },
    '3.9': {
      size: 136,
      fields: {
        root: 0,
        wrapper: 56,
        typed: 64,
        cache: 72,
        hits: 80,
        func: 88,
        maxsize: 96,
        misses: 104,
        cache_info_type: 112,
        dict: 120,
        weakreflist: 128
      }
    },
    '3.10': {
      size: 152,
      fields: {
        root: 0,
        wrapper: 56,
        typed: 64,
        cache: 72,
        hits: 80,
        func: 88,
        maxsize: 96,
        misses: 104,
        kwd_mark: 112,
        lru_list_elem_type: 120,
        cache_info_type: 128,
        dict: 136,
        weakreflist: 144
      }
    }
  },
  PyAttributeErrorObject: {
    '3.10': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        traceback: 32,
        context: 40,
        cause: 48,
        suppress_context: 56,
        obj: 64,
        name: 72
      }
    },
    '3.11': {
      size: 88,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        notes: 32,
        traceback: 40,
        context: 48,
        cause: 56,
        suppress_context: 64,
        obj: 72,
        name: 80
      }
    }
  },
  PyNameErrorObject: {
    '3.10': {
      size: 72,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        traceback: 32,
        context: 40,
        cause: 48,
        suppress_context: 56,
        name: 64
      }
    },
    '3.11': {
      size: 80,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        dict: 16,
        args: 24,
        notes: 32,
        traceback: 40,
        context: 48,
        cause: 56,
        suppress_context: 64,
        name: 72
      }
    }
  },
  PyDictUnicodeEntry: {
    '3.11': { size: 16, fields: { me_key: 0, me_value: 8 } }
  },
  PyDictValues: {
    '3.11': { size: 8, fields: { values: 0 } },
    '3.13': { size: 16, fields: { capacity: 0, size: 1, embedded: 2, valid: 3, values: 8 } }
  },
  _PyInterpreterFrame: {
    '3.11': {
      size: 80,
      fields: {
        f_func: 0,
        f_globals: 8,
        f_builtins: 16,
        f_locals: 24,
        f_code: 32,
        frame_obj: 40,
        previous: 48,
        prev_instr: 56,
        stacktop: 64,
        is_entry: 68,
        owner: 69,
        localsplus: 72
      }
    },
    '3.12': {
      size: 80,
      fields: {
        f_code: 0,
        previous: 8,
        f_funcobj: 16,
        f_globals: 24,
        f_builtins: 32,
        f_locals: 40,
        frame_obj: 48,
        prev_instr: 56,
        stacktop: 64,
        return_offset: 68,
        owner: 70,
        localsplus: 72
      }
    },
    '3.13': {
      size: 80,
      fields: {
        f_executable: 0,
        previous: 8,
        f_funcobj: 16,
        f_globals: 24,
        f_builtins: 32,
        f_locals: 40,
        frame_obj: 48,
        instr_ptr: 56,
        stacktop: 64,
        return_offset: 68,
        owner: 70,
        localsplus: 72
      }
    },
    '3.14': {
      size: 88,
      fields: {
        f_executable: 0,
        previous: 8,
        f_funcobj: 16,
        f_globals: 24,
        f_builtins: 32,
        f_locals: 40,
        frame_obj: 48,
        instr_ptr: 56,
        stackpointer: 64,
        return_offset: 72,
        owner: 74,
        visited: 75,
        localsplus: 80
      }
    }
  },
  _PyRangeIterObject: {
    '3.12': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, start: 16, step: 24, len: 32 } }
  },
  _PyListIterObject: {
    '3.12': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, it_index: 16, it_seq: 24 } }
  },
  _PyTupleIterObject: {
    '3.12': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, it_index: 16, it_seq: 24 } }
  },
  templateobject: {
    '3.14': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, strings: 16, interpolations: 24 } }
  },
  interpolationobject: {
    '3.14': {
      size: 48,
      fields: { ob_refcnt: 0, ob_type: 8, value: 16, expression: 24, conversion: 32, format_spec: 40 }
    }
  },
  unionobject: {
    '3.14': {
      size: 56,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        args: 16,
        hashable_args: 24,
        unhashable_args: 32,
        parameters: 40,
        weakreflist: 48
      }
    }
  },
  templateiterobject: {
    '3.14': {
      size: 40,
      fields: { ob_refcnt: 0, ob_type: 8, stringsiter: 16, interpolationsiter: 24, from_strings: 32 }
    }
  },
  _PyStackRef: {
    '3.14': { size: 8, fields: { bits: 0 } }
  },
  _PyLongValue: {
    '3.14': { size: 16, fields: { lv_tag: 0, ob_digit: 8 } }
  },
  _PyExecutorObject: {
    '3.14': {
      size: 144,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        trace: 24,
        vm_data: 32,
        exit_count: 96,
        code_size: 100,
        jit_size: 104,
        jit_code: 112,
        jit_side_entry: 120,
        exits: 128
      }
    },
    '3.15': {
      size: 120,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        ob_size: 16,
        trace: 24,
        vm_data: 32,
        exit_count: 72,
        code_size: 76,
        jit_size: 80,
        jit_code: 88,
        jit_registration: 96,
        exits: 104
      }
    }
  },
  gaobject: {
    '3.14': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        origin: 16,
        args: 24,
        parameters: 32,
        weakreflist: 40,
        starred: 48,
        vectorcall: 56
      }
    }
  },
  PyCapsule: {
    '3.14': {
      size: 64,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        pointer: 16,
        name: 24,
        context: 32,
        destructor: 40,
        traverse_func: 48,
        clear_func: 56
      }
    }
  },
  anextawaitableobject: {
    '3.14': { size: 32, fields: { ob_refcnt: 0, ob_type: 8, wrapped: 16, default_value: 24 } }
  },
  _gc_runtime_state: {
    '3.14': {
      size: 264,
      fields: {
        trash_delete_later: 0,
        trash_delete_nesting: 8,
        enabled: 12,
        debug: 16,
        generations: 24,
        head: 96,
        threshold: 112,
        count: 116,
        generation_stats: 120,
        collecting: 192,
        garbage: 200,
        callbacks: 208,
        heap_size: 216,
        dummy1: 224,
        dummy2: 232,
        dummy3: 236,
        long_lived_total: 240,
        long_lived_pending: 248,
        generation0: 256
      }
    },
    '3.15': {
      size: 176,
      fields: {
        enabled: 0,
        debug: 4,
        generations: 8,
        head: 80,
        threshold: 96,
        count: 100,
        generation_stats: 104,
        collecting: 112,
        frame: 120,
        garbage: 128,
        callbacks: 136,
        heap_size: 144,
        long_lived_total: 152,
        long_lived_pending: 160,
        generation0: 168
      }
    }
  },
  gc_generation: {
    '3.14': { size: 24, fields: { head: 0, threshold: 16, count: 20 } }
  },
  PyLazyImportObject: {
    '3.15': {
      size: 56,
      fields: {
        ob_refcnt: 0,
        ob_type: 8,
        lz_builtins: 16,
        lz_from: 24,
        lz_attr: 32,
        lz_code: 40,
        lz_instr_offset: 48,
        lz_active: 52
      }
    }
  },
  sentinelobject: {
    '3.15': { size: 40, fields: { ob_refcnt: 0, ob_type: 8, name: 16, module: 24, repr: 32 } }
  },
  PyFrozenDictObject: {
    '3.15': { size: 56, fields: { ob_refcnt: 0, ob_type: 8, ma_hash: 48 } }
  }
};
