# Writes HEADER with what git calls the tree, and touches it only when that has changed.
execute_process(COMMAND git -C ${SOURCE} describe --always --tags --dirty
  OUTPUT_VARIABLE id OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  set(id "no-git")
endif()
set(content "#define TWEELENS_BUILD_ID \"${VERSION}-${id}\"\n")
set(before "")
if(EXISTS ${HEADER})
  file(READ ${HEADER} before)
endif()
if(NOT content STREQUAL before)
  file(WRITE ${HEADER} "${content}")
endif()
