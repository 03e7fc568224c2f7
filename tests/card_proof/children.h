// Copies of this process that try something with their copy of the world and tell what came of it.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace tw::proof {

// Throws std::runtime_error when there is another thread: a child would lack it.
void expectOneThread();

class Children {
 public:
  using Told = std::function<void(const std::string& told)>;

  explicit Children(size_t most) : most_(most) {}

  // `work` runs in the child and returns what it has to tell; `told` takes that in the parent, in
  // the order of starting. A child that ends otherwise tells "crashed: ...".
  void start(const std::function<std::string()>& work, Told told);
  void waitForAll();

 private:
  struct Child {
    pid_t process;
    int pipe;
    Told told;
  };
  void waitForFirst();

  size_t most_;
  std::vector<Child> running_;
};

}  // namespace tw::proof
